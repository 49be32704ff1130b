import { randomBytes } from 'node:crypto';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { dayInTimeZone } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { FindingsError, hasErrors } from '../../base/finding.ts';
import { measuredChecks } from '../../checks/index.ts';
import type { Project } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { undatedFindings } from '../../plan/facts/history.ts';
import { assignedIn } from '../../plan/placements.ts';
import type { Run, Snapshot } from '../../warehouse/runs.ts';
import { newRunId, readRuns, readSnapshots, runsWithFacts } from '../../warehouse/runs.ts';
import { recordFits } from '../../warehouse/fits.ts';
import { deleteOrphanRows, dropRunTables } from '../../warehouse/state.ts';
import type { AppContext } from '../context.ts';
import { version } from '../version.ts';
import type { BegunDay } from './begin-day.ts';
import { beginDay } from './begin-day.ts';
import { gatherEvidence, publishedRows } from './gather-evidence.ts';
import type { Loads } from './load-sources.ts';
import { loadedRows, rowsOf } from './load-sources.ts';
import type { Quality } from './measure-quality.ts';
import { measureQuality } from './measure-quality.ts';
import { measureDrift } from './measure-drift.ts';
import type { PlacedSegmentation } from './placed-segmentation.ts';
import { holdsBefore } from './holds-before.ts';
import { placeSegmentations } from './place-segmentations.ts';
import { traceMoves } from './trace-moves.ts';
import {
  recordCounts,
  recordDistributions,
  recordFindings,
  recordPopulation,
  recordRun,
  recordTexts,
} from './record-run.ts';

/** What publishing a day starts from; the same for every day that is published from one load. */
export interface Loaded {
  readonly project: Project;
  /** Of the definitions; null where there is none. */
  readonly commit: string | null;
  readonly loaded: Loads;
  readonly engine: Engine;
  readonly context: AppContext;
  /** Of the definitions alone. */
  readonly findings: readonly Finding[];
}

/** A day that is to be published. */
export interface PlannedDay {
  readonly asOf: CalendarDate;
  readonly runId: string;
  /** Sources that say no day stand for this one; null: for the day asked. */
  readonly loadedOn: CalendarDate | null;
}

/** A day to publish, and how. */
export interface Day extends PlannedDay {
  readonly startedAt: Date;
  /** Which of the published snapshots it may be compared with. */
  readonly earlier: (snapshot: Snapshot) => boolean;
  /** What is known of it already, worked out beside another day; null: nothing yet. */
  readonly begun: Promise<BegunDay> | null;
}

/** A published day, or null where it was stopped; the findings say why. */
export interface PublishedDay {
  readonly published: {
    readonly run: Run;
    readonly quality: Quality;
    readonly placed: readonly PlacedSegmentation[];
  } | null;
  readonly findings: readonly Finding[];
}

/** The number of a run that starts at this moment. */
export const runIdAt = (startedAt: Date): string => newRunId(startedAt, randomBytes(2).toString('hex'));

/** What statements of a day need to know that no published run decides. */
export function planOfDay({ loaded, engine }: Loaded, { asOf, runId, loadedOn }: PlannedDay): PlanContext {
  return {
    ...{ runId, asOf, loadedOn, dialect: engine.dialect, observed: new Map() },
    rowsOf: rowsOf(engine, loaded.runId),
    segmentsOf: ({ id }) => assignedIn(id, runId),
  };
}

/**
 * Places everybody as of a day from what was loaded, checks, and publishes it in one transaction: all of it or nothing.
 * A day that is stopped is recorded as such and leaves every snapshot as it was.
 */
export async function publishDay(from: Loaded, day: Day): Promise<PublishedDay> {
  const { project, commit, loaded, engine, context } = from;
  const { runId } = day;
  const { onStage } = context;
  const options = { signal: context.signal, onProgress: context.onProgress };
  const end = (outcome: Run['outcome']): Run => ({
    runId,
    asOf: day.asOf,
    outcome,
    startedAt: day.startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    engine: engine.dialect.name,
    engineVersion: engine.version,
    cladeVersion: version,
    projectHash: project.hash,
    gitCommit: commit,
  });
  const findings = [...from.findings, ...loaded.findings];
  try {
    if (hasErrors(loaded.findings)) throw new FindingsError(findings);
    const earlier = (await readSnapshots(engine)).filter(day.earlier);
    const plan = { ...planOfDay(from, day), holdOf: holdsBefore(earlier, day.asOf) };
    const places = { loaded: loadedRows(engine, loaded.runId), onDate: plan.rowsOf };
    const quality = await measureQuality(project, loaded, places, engine, plan);
    findings.push(...quality.findings);
    if (hasErrors(findings)) throw new FindingsError(findings);
    onStage('facts');
    const begun = await (day.begun ?? beginDay(project, [], engine, plan, { ...options, onStage }));
    const { facts, fits } = begun;
    const result = await engine.atomically(async () => {
      await recordPopulation(project, facts.ofEntity, engine, plan, options);
      await recordFits(fits.learned, engine, runId);
      onStage('place');
      const placed = await placeSegmentations(project, begun, earlier, engine, plan, options);
      onStage('trace');
      const fitOf = new Map(fits.segmentations.map(({ segmentation: { id }, fit }) => [id, fit]));
      await traceMoves(placed, { project, facts, fits: fitOf, loaded, engine, plan, options });
      onStage('check');
      const rows = publishedRows(runId);
      const drift = await measureDrift(project, facts.ofEntity, placed, engine, plan);
      const evidence = await gatherEvidence(
        project,
        facts.ofEntity,
        placed,
        rows,
        loaded,
        engine,
        plan,
        drift,
      );
      findings.push(
        ...facts.findings,
        ...takenAtFaceValue(from, plan),
        ...fits.findings,
        ...(await loaded.changed()),
        ...measuredChecks.flatMap((check) => check.read(evidence)),
      );
      if (hasErrors(findings)) throw new FindingsError(findings);
      onStage('record');
      await recordCounts(placed, engine, plan);
      await recordDistributions(drift.binned, engine, plan);
      await recordTexts(project, engine, runId);
      await loaded.record(runId, newestDays(facts.observed, day.asOf));
      await recordFindings(findings, engine, runId);
      const run = end('published');
      onStage('commit');
      await recordRun(run, engine);
      return { run, quality, placed };
    });
    return { published: result, findings };
  } catch (failure) {
    if (!(failure instanceof FindingsError)) throw failure;
    const stopped = end('stopped');
    await engine.atomically(async () => {
      await loaded.record(runId, new Map());
      await recordFindings(failure.findings, engine, runId);
      await recordRun(stopped, engine);
    });
    return { published: null, findings: failure.findings };
  }
}

/** Nothing but the files that are read in place can be read from here on. */
export async function lockDown(
  engine: Engine,
  { loads }: Pick<Loads, 'loads'>,
  context: AppContext,
): Promise<void> {
  if (context.engine.name === 'given') return;
  await engine.lockDown(loads.flatMap((load) => (load.inPlace ? [load.inPlace.path] : [])));
}

/** The last day each event source has rows of, the as-of day at the latest. */
function newestDays(
  observed: PlanContext['observed'],
  asOf: CalendarDate,
): ReadonlyMap<string, CalendarDate> {
  return new Map(
    [...observed].flatMap(([source, { last }]) =>
      last === null ? [] : [[source, last < asOf ? last : asOf] as const],
    ),
  );
}

/** Sources without a day that are taken to stand for a past one. */
export function takenAtFaceValue(
  { project, context }: Pick<Loaded, 'project' | 'context'>,
  plan: PlanContext,
): readonly Finding[] {
  if (plan.loadedOn !== null) return [];
  const today = dayInTimeZone(context.now, project.timeZone);
  return project.entities.flatMap((entity) => undatedFindings(entity, plan, today));
}

const ORPHAN_AGE_MS = 86_400_000;

/** Removes what killed runs left: tables at once, rows on a shared server only when a day old. */
export async function cleanUp(engine: Engine, now: Date): Promise<void> {
  await dropOldFacts(engine, null);
  const limit = newRunId(new Date(now.getTime() - ORPHAN_AGE_MS), '');
  await deleteOrphanRows(engine, (runId) => runId < limit);
}

/** Drops the facts of runs but those that are kept, and loaded rows, but those of runs still going on. */
export async function dropOldFacts(
  engine: Engine,
  inUse: { readonly loaded: string; readonly begun: string | null } | null,
): Promise<void> {
  const facts = new Set(runsWithFacts(await readRuns(engine)).map(({ runId }) => runId));
  if (inUse?.begun) facts.add(inUse.begun);
  await dropRunTables(engine, { facts, staging: inUse?.loaded ?? null });
}
