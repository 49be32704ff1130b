import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { dayInTimeZone, parseCalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { error, hasErrors } from '../base/finding.ts';
import type { Project } from '../definitions/project.ts';
import type { Engine } from '../engines/engine.ts';
import type { SegmentationCounts } from '../measures/segment-counts.ts';
import type { Run } from '../warehouse/runs.ts';
import { gitCommit } from '../workspace/git.ts';
import type { AppContext } from './context.ts';
import type { Loads } from './steps/load-sources.ts';
import { loadSources } from './steps/load-sources.ts';
import { openEngine } from './steps/open-engine.ts';
import type { PlacedSegmentation } from './steps/placed-segmentation.ts';
import type { PublishedDay } from './steps/publish-day.ts';
import { cleanUp, dropOldFacts, lockDown, publishDay, runIdAt } from './steps/publish-day.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import { defineUseCase, found } from './use-case.ts';

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
  const runId = runIdAt(context.now);
  await cleanUp(engine, context.now);
  context.onStage('load');
  const loaded = await loadSources(project, folder, engine, runId, context);
  try {
    await lockDown(engine, loaded, context);
    const commit = await gitCommit(folder);
    const from = { project, commit, loaded, engine, context, findings: staticFindings };
    const startedAt = context.now;
    const day = { asOf, runId, startedAt, loadedOn: null, earlier: () => true, begun: null };
    const { published, findings } = await publishDay(from, day);
    context.onStage('clean');
    await dropOldFacts(engine, { loaded: loaded.runId, begun: null });
    return found(published && describe(project, loaded, published), findings);
  } finally {
    await loaded.close();
  }
}

function describe(
  project: Project,
  { loads }: Loads,
  { run: ended, quality, placed }: NonNullable<PublishedDay['published']>,
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
    quality: quality.results.map(({ rule, isMet, says, failed, base }) => ({
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
