import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { dayInTimeZone } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { error, hasErrors } from '../base/finding.ts';
import { formatPlace } from '../base/place.ts';
import type { Project } from '../definitions/project.ts';
import type { Engine } from '../engines/engine.ts';
import type { Every, MadeFrom } from '../plan/backfill.ts';
import { dayNamed, daysEvery, EVERY, isMadeFromTheSame, toldAgainst } from '../plan/backfill.ts';
import { loads } from '../tables/loads.ts';
import { readTable } from '../warehouse/read-table.ts';
import type { Run, Snapshot } from '../warehouse/runs.ts';
import { currentSnapshot, isPublished, readRuns, readSnapshots, stateSnapshot } from '../warehouse/runs.ts';
import { gitCommit } from '../workspace/git.ts';
import type { AppContext } from './context.ts';
import { defaultAsOf, notADay } from './run.ts';
import type { Loads } from './steps/load-sources.ts';
import { loadSources } from './steps/load-sources.ts';
import { openEngine } from './steps/open-engine.ts';
import type { LookAhead } from './steps/look-ahead.ts';
import { lookAhead } from './steps/look-ahead.ts';
import type { Loaded, PlannedDay, PublishedDay } from './steps/publish-day.ts';
import { cleanUp, dropOldFacts, lockDown, publishDay, runIdAt } from './steps/publish-day.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import { defineUseCase, found } from './use-case.ts';

/** What became of a day. `replayed`: published before, and told anew because the day before it has changed. */
export interface BackfilledDay {
  readonly asOf: CalendarDate;
  readonly outcome: 'published' | 'replayed' | 'kept' | 'stopped';
  readonly runId: string | null;
  /** Who is a customer on the day, by entity. */
  readonly customers: Readonly<Record<string, number>>;
  /** Findings of the day by severity; `clade runs` and the table `findings` have them. */
  readonly warnings: number;
}

export interface BackfillResult {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly every: Every;
  readonly days: readonly BackfilledDay[];
}

const input = z.object({
  from: z.string().describe('First day, YYYY-MM-DD, or a month, YYYY-MM'),
  to: z.string().describe('Last day, YYYY-MM-DD, or a month, YYYY-MM'),
  every: z
    .enum(EVERY)
    .default('month')
    .describe('day; week, every seventh day from the first; or month, every last day of one (unless given)'),
});

/** Publishes past days with what was known on each of them, from one load; days that are up to date stay. */
export const backfill = defineUseCase({
  name: 'backfill',
  summary: 'Publish snapshots of past days with what was known then, so that movement has a past',
  effect: 'writes',
  input,
  positional: [],
  async run({ from, to, every }, context) {
    const [first, last] = [dayNamed(from, 'first'), dayNamed(to, 'last')];
    if (!first || !last) return found<BackfillResult>(null, [notADay(first ? to : from)]);
    context.onStage('definitions');
    const { folder, project, findings } = await readProjectDefinitions(context);
    if (!project || hasErrors(findings)) return found<BackfillResult>(null, findings);
    const today = dayInTimeZone(context.now, project.timeZone);
    const asked = daysEvery(first, last, every);
    const refused = refusal(asked, first, last, today);
    if (refused) return found<BackfillResult>(null, [refused]);
    context.onStage('open');
    const { engine, close } = await openEngine(folder, context);
    try {
      const filled = await fill(project, folder, asked, findings, engine, context);
      return found({ from: first, to: last, every, days: filled.days }, filled.findings);
    } finally {
      await close();
    }
  },
});

function refusal(
  asked: readonly CalendarDate[],
  first: CalendarDate,
  last: CalendarDate,
  today: CalendarDate,
): Finding | null {
  if (first > last)
    return error('not-a-period', 'The first day comes before the last.', {
      hint: 'Swap `--from` and `--to`.',
    });
  if (last > today)
    return error('day-to-come', `${last} is after ${today}; nobody knows it yet.`, {
      hint: 'End with a day that is over.',
    });
  if (asked.length === 0)
    return error('no-day', `No month ends from ${first} to ${last}.`, {
      hint: 'Ask for `--every week` or `--every day`, or for a longer time.',
    });
  return null;
}

interface Filled {
  readonly days: readonly BackfilledDay[];
  readonly findings: readonly Finding[];
}

async function fill(
  project: Project,
  folder: string,
  asked: readonly CalendarDate[],
  staticFindings: readonly Finding[],
  engine: Engine,
  context: AppContext,
): Promise<Filled> {
  await cleanUp(engine, context.now);
  context.onStage('load');
  const loaded = await loadSources(project, folder, engine, runIdAt(context.now), context);
  const commit = await gitCommit(folder);
  const from = { project, commit, loaded, engine, context, findings: staticFindings };
  // What sources without a day stand for: on days before it nobody knows what they say.
  const loadedOn = defaultAsOf(project, context.now);
  const plan = (asOf: CalendarDate, index: number): PlannedDay => ({
    ...{ asOf, loadedOn },
    runId: runIdAt(new Date(context.now.getTime() + index)),
  });
  try {
    const ahead = await lookAhead(from);
    try {
      await lockDown(engine, loaded, context);
      const wanted = (await daysToLookAt(asked, engine)).map(plan);
      return await publishDays(wanted, new Set(asked), ahead, from);
    } finally {
      await ahead.close();
    }
  } finally {
    await loaded.close();
  }
}

/** One day after the other, up to the first that is stopped. */
async function publishDays(
  wanted: readonly PlannedDay[],
  asked: ReadonlySet<CalendarDate>,
  ahead: LookAhead,
  from: Loaded,
): Promise<Filled> {
  const { project, loaded, engine, context } = from;
  const days: BackfilledDay[] = [];
  // What is found on several days is told once, of the last of them.
  const findings = new Map<string, Finding>();
  for (const [index, day] of wanted.entries()) {
    const { asOf } = day;
    const held = await heldOn(asOf, engine);
    if (held && (await isUpToDate(held, project, loaded, engine))) {
      days.push({ asOf, outcome: 'kept', runId: held.run.runId, customers: {}, warnings: 0 });
      await ahead.end(day);
      continue;
    }
    context.onProgress({ label: `day ${asOf}`, share: null, rows: null });
    const next = wanted[index + 1] ?? null;
    const begun = ahead.begin(day, next);
    const earlier = (one: Snapshot) => one.asOf < asOf;
    const startedAt = new Date();
    const { published, findings: ofDay } = await publishDay(from, { ...day, startedAt, earlier, begun });
    await ahead.end(day);
    const goesOn = published === null ? null : next;
    if (next && !goesOn) await ahead.end(next);
    context.onStage('clean');
    await dropOldFacts(engine, { loaded: loaded.runId, begun: goesOn?.runId ?? null });
    for (const one of ofDay) findings.set(`${one.code} ${one.place ? formatPlace(one.place) : ''}`, one);
    days.push(dayTold(day, published, held && !asked.has(asOf) ? 'replayed' : 'published', ofDay));
    if (published === null) break;
  }
  return { days, findings: [...findings.values()] };
}

function dayTold(
  { asOf }: PlannedDay,
  published: PublishedDay['published'],
  outcome: 'published' | 'replayed',
  findings: readonly Finding[],
): BackfilledDay {
  return {
    asOf,
    outcome: published === null ? 'stopped' : outcome,
    runId: published?.run.runId ?? null,
    customers: Object.fromEntries(
      (published?.placed ?? []).map(({ segmentation, counts }) => [segmentation.entity.id, counts.active]),
    ),
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  };
}

/** The days asked for, and those published after the first of them: what they are told against may change. */
async function daysToLookAt(
  asked: readonly CalendarDate[],
  engine: Engine,
): Promise<readonly CalendarDate[]> {
  const published = (await readRuns(engine)).filter(isPublished).map(({ asOf }) => asOf);
  const later = published.filter((asOf) => asked[0] !== undefined && asOf > asked[0]);
  return [...new Set([...asked, ...later])].sort();
}

interface Held {
  readonly run: Run;
  readonly snapshots: readonly Snapshot[];
  readonly all: readonly Snapshot[];
}

/** The run that holds on exactly this day; null where none was published for it. */
async function heldOn(asOf: CalendarDate, engine: Engine): Promise<Held | null> {
  const run = (await readRuns(engine)).find((one) => isPublished(one) && one.asOf === asOf);
  if (!run) return null;
  const all = await readSnapshots(engine);
  return { run, snapshots: all.filter(({ runId }) => runId === run.runId), all };
}

/** Made from the same definitions and data, told against the snapshots that hold before it, and held by what held before. */
async function isUpToDate(
  { run, snapshots, all }: Held,
  project: Project,
  loaded: Loads,
  engine: Engine,
): Promise<boolean> {
  const kept = await readTable(engine, loads, { run_id: run.runId });
  const then: MadeFrom = {
    projectHash: run.projectHash,
    loads: new Map(
      kept.map((row) => [
        String(row['source']),
        row['content_hash'] === null ? null : String(row['content_hash']),
      ]),
    ),
  };
  const now: MadeFrom = {
    projectHash: project.hash,
    loads: new Map(loaded.loads.map(({ source, contentHash }) => [source.id, contentHash])),
  };
  if (!isMadeFromTheSame(then, now)) return false;
  const holding = project.segmentations.filter(({ hysteresis }) => hysteresis !== null);
  const isHeldAnew = snapshots.some(({ segmentation, stateRunId }) => {
    const own = holding.find(({ id }) => id === segmentation);
    return own && stateRunId !== (stateSnapshot(all, own, run.asOf)?.runId ?? null);
  });
  if (isHeldAnew) return false;
  const earlier = all.filter((one) => one.asOf < run.asOf);
  return snapshots.every(
    (snapshot) =>
      toldAgainst(snapshot, all) === (currentSnapshot(earlier, snapshot.segmentation, null)?.runId ?? null),
  );
}
