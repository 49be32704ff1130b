import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { dayInTimeZone, parseCalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { error, FindingsError, hasErrors } from '../base/finding.ts';
import { measuredChecks } from '../checks/index.ts';
import type { Project } from '../definitions/project.ts';
import type { Engine } from '../engines/engine.ts';
import type { SegmentationCounts } from '../measures/segment-counts.ts';
import { gitCommit } from '../workspace/git.ts';
import type { PlanContext } from '../plan/context.ts';
import { undatedFindings } from '../plan/facts/history.ts';
import { assignedIn } from '../plan/placements.ts';
import type { Run } from '../warehouse/runs.ts';
import { newRunId, readRuns, readSnapshots, runsWithFacts } from '../warehouse/runs.ts';
import { deleteOrphanRows, dropRunTables } from '../warehouse/state.ts';
import type { AppContext } from './context.ts';
import { buildFacts } from './steps/build-facts.ts';
import { fitSegmentations } from './steps/fit-segmentations.ts';
import { gatherEvidence } from './steps/gather-evidence.ts';
import type { Loads } from './steps/load-sources.ts';
import { loadSources, rowsOf } from './steps/load-sources.ts';
import type { Quality } from './steps/measure-quality.ts';
import { measureQuality } from './steps/measure-quality.ts';
import { openEngine } from './steps/open-engine.ts';
import type { PlacedSegmentation } from './steps/placed-segmentation.ts';
import { placeSegmentations } from './steps/place-segmentations.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import {
  recordCounts,
  recordFindings,
  recordPopulation,
  recordRun,
  recordTexts,
} from './steps/record-run.ts';
import { defineUseCase, found } from './use-case.ts';
import { version } from './version.ts';

const input = z.object({
  asOf: z
    .string()
    .optional()
    .describe('Calendar day to compute for, YYYY-MM-DD; default: the day the data stands for, else today'),
});

/** A published run: what was placed, from what, and where it is kept. */
export interface RunResult {
  readonly run: Run;
  readonly project: { readonly title: string; readonly currency: string };
  readonly loads: readonly {
    readonly source: string;
    readonly rowsRead: number;
    readonly rowsLoaded: number;
    readonly rowsQuarantined: number;
  }[];
  /** What the data-quality rules of the sources found, in the order of the sources. */
  readonly quality: readonly {
    readonly source: string;
    readonly rule: string;
    readonly level: 'warn' | 'stop';
    readonly isMet: boolean;
    readonly says: string;
    readonly failed: number;
    readonly base: number;
  }[];
  readonly segmentations: readonly PublishedSegmentation[];
}

export interface PublishedSegmentation extends Omit<SegmentationCounts, 'segmentation'> {
  readonly segmentation: string;
  readonly title: string;
  readonly entity: string;
  readonly isPrimary: boolean;
}

/** Loads, places and publishes every segmentation as of a day, in one transaction: all of it or nothing. */
export const run = defineUseCase({
  name: 'run',
  summary: 'Load the sources, place every customer, check, and publish a snapshot as of a day',
  effect: 'writes',
  input,
  positional: [],
  async run({ asOf }, context) {
    context.onStage('definitions');
    const { folder, project, findings } = await readProjectDefinitions(context);
    if (!project || hasErrors(findings)) return found<RunResult>(null, findings);
    const day = asOf === undefined ? defaultAsOf(project, context.now) : parseCalendarDate(asOf);
    if (!day) return found<RunResult>(null, [notADay(asOf ?? '')]);
    context.onStage('open');
    const { engine, close } = await openEngine(folder, context);
    try {
      return await publish(project, folder, day, findings, engine, context);
    } finally {
      await close();
    }
  },
});

/** The newest day a source says it stands for; without one, today in the project's time zone. */
export function defaultAsOf(project: Project, now: Date): CalendarDate {
  const days = project.sources.flatMap((source) => (source.asOf ? [source.asOf] : [])).sort();
  return days.at(-1) ?? dayInTimeZone(now, project.timeZone);
}

export function notADay(text: string): Finding {
  return error('not-a-day', `\`${text}\` is not a calendar day between 1900-01-01 and 2299-12-31.`, {
    hint: 'Write it as YYYY-MM-DD.',
  });
}

async function publish(
  project: Project,
  folder: string,
  asOf: CalendarDate,
  staticFindings: readonly Finding[],
  engine: Engine,
  context: AppContext,
) {
  const runId = newRunId(context.now, randomBytes(2).toString('hex'));
  const startedAt = context.now.toISOString();
  const options = { signal: context.signal, onProgress: context.onProgress };
  const end = async (outcome: Run['outcome']): Promise<Run> => ({
    runId,
    asOf,
    outcome,
    startedAt,
    finishedAt: new Date().toISOString(),
    engine: engine.dialect.name,
    engineVersion: engine.version,
    cladeVersion: version,
    projectHash: project.hash,
    gitCommit: await gitCommit(folder),
  });

  await cleanUp(engine, context.now);
  context.onStage('load');
  const loaded = await loadSources(project, folder, engine, runId, context);
  const findings = [...staticFindings, ...loaded.findings];
  try {
    if (hasErrors(loaded.findings)) throw new FindingsError(findings);
    const inPlace = loaded.loads.flatMap((load) => (load.inPlace ? [load.inPlace.path] : []));
    if (context.engine.name !== 'given') await engine.lockDown(inPlace);
    const plan: PlanContext = {
      runId,
      asOf,
      dialect: engine.dialect,
      rowsOf: rowsOf(engine, runId),
      observed: new Map(),
      segmentsOf: ({ id }) => assignedIn(id, runId),
    };
    const quality = await measureQuality(project, loaded.loads, engine, plan);
    findings.push(...quality.findings);
    if (hasErrors(findings)) throw new FindingsError(findings);
    // Before the transaction: DuckDB reads in parallel only what is committed, and a killed run's facts are dropped.
    context.onStage('facts');
    const facts = await buildFacts(project, engine, plan, options);
    const result = await engine.atomically(async () => {
      await recordPopulation(project, facts.ofEntity, engine, plan, options);
      context.onStage('fit');
      const fits = await fitSegmentations(project, facts.ofEntity, engine, plan);
      context.onStage('place');
      const placed = await placeSegmentations(
        project,
        fits.segmentations,
        facts.ofEntity,
        await readSnapshots(engine),
        engine,
        plan,
        options,
      );
      context.onStage('check');
      const evidence = await gatherEvidence(project, facts.ofEntity, placed, loaded, engine, plan);
      findings.push(
        ...facts.findings,
        ...project.entities.flatMap((entity) =>
          undatedFindings(entity, plan, dayInTimeZone(context.now, project.timeZone)),
        ),
        ...fits.findings,
        ...(await loaded.changed()),
        ...measuredChecks.flatMap((check) => check.read(evidence)),
      );
      if (hasErrors(findings)) throw new FindingsError(findings);
      context.onStage('record');
      await recordCounts(placed, engine, plan);
      await recordTexts(project, engine, runId);
      await loaded.record();
      await recordFindings(findings, engine, runId);
      const ended = await end('published');
      context.onStage('commit');
      await recordRun(ended, engine);
      return { ended, placed };
    });
    context.onStage('clean');
    await dropOldFacts(engine);
    return found<RunResult>(describe(project, result.ended, loaded, quality, result.placed), findings);
  } catch (failure) {
    if (!(failure instanceof FindingsError)) throw failure;
    const stopped = await end('stopped');
    await engine.atomically(async () => {
      await loaded.record();
      await recordFindings(failure.findings, engine, runId);
      await recordRun(stopped, engine);
    });
    await cleanUp(engine, context.now);
    return found<RunResult>(null, failure.findings);
  } finally {
    await loaded.close();
  }
}

const ORPHAN_AGE_MS = 86_400_000;

/** Removes what killed runs left: tables at once, rows on a shared server only when a day old. */
async function cleanUp(engine: Engine, now: Date): Promise<void> {
  await dropOldFacts(engine);
  const limit = newRunId(new Date(now.getTime() - ORPHAN_AGE_MS), '');
  await deleteOrphanRows(engine, (runId) => runId < limit);
}

async function dropOldFacts(engine: Engine): Promise<void> {
  const kept = runsWithFacts(await readRuns(engine));
  await dropRunTables(engine, new Set(kept.map(({ runId }) => runId)));
}

function describe(
  project: Project,
  ended: Run,
  { loads }: Loads,
  { results }: Quality,
  placed: readonly PlacedSegmentation[],
): RunResult {
  return {
    run: ended,
    project: { title: project.title, currency: project.currency },
    loads: loads.map(({ source, rowsRead, rowsLoaded, quarantined }) => ({
      source: source.id,
      rowsRead,
      rowsLoaded,
      rowsQuarantined: quarantined.rows,
    })),
    quality: results.map(({ rule, isMet, says, failed, base }) => ({
      source: rule.source.id,
      rule: rule.name,
      level: rule.level,
      isMet,
      says,
      failed,
      base,
    })),
    segmentations: primaryFirst(placed, project).map(({ segmentation, counts }) => ({
      segmentation: segmentation.id,
      title: segmentation.title,
      entity: segmentation.entity.id,
      isPrimary: segmentation.id === project.primary?.id,
      customers: counts.customers,
      active: counts.active,
      segments: counts.segments,
      rules: counts.rules,
    })),
  };
}

function primaryFirst(
  placed: readonly PlacedSegmentation[],
  { primary }: Project,
): readonly PlacedSegmentation[] {
  return placed.toSorted(
    (a, b) => Number(b.segmentation.id === primary?.id) - Number(a.segmentation.id === primary?.id),
  );
}
