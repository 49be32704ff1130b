import * as z from 'zod';
import type { Stretch } from '../attributes/window.ts';
import { dayBefore, parseStretch, STRETCH } from '../attributes/window.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import { daysBetween, parseCalendarDate } from '../base/calendar-date.ts';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error, warning } from '../base/finding.ts';
import type { Book, Metrics, Project, Segmentation, Source } from '../definitions/project.ts';
import { unknownReference } from '../definitions/names.ts';
import { sourcesOfMetrics } from '../definitions/sources-read.ts';
import type { Engine } from '../engines/engine.ts';
import { metrics as allMetrics } from '../measures/metrics/index.ts';
import type { MetricsSheet } from '../measures/metrics/sheet.ts';
import { sheetRows } from '../measures/metrics/sheet-rows.ts';
import { narrowed } from '../plan/narrowed.ts';
import { loads as loadsTable } from '../tables/loads.ts';
import { readTable } from '../warehouse/read-table.ts';
import type { Snapshot } from '../warehouse/runs.ts';
import { notADay } from './run.ts';
import { agesOf } from './steps/ages-of.ts';
import { usedSources } from './steps/load-sources.ts';
import { measureFigures } from './steps/measure-figures.ts';
import { membersAsked } from './steps/members-asked.ts';
import type { ReadSources } from './steps/read-sources.ts';
import { withSources } from './steps/read-sources.ts';
import type { StartPlan } from './steps/start-members.ts';
import { planStart } from './steps/start-members.ts';
import { isFinding, projectOfRun, snapshotOf } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

const DEFAULT_PERIOD: Stretch = { amount: 12, unit: 'm' };
const DEFAULT_WITHIN: Stretch = { amount: 7, unit: 'd' };

const input = z.object({
  segmentation: z.string().optional().describe('A published segmentation; default: the primary one'),
  segment: z.string().optional().describe('Only this segment beside all, with bases and intervals'),
  asOf: z.string().optional().describe('The snapshot that held on this day, YYYY-MM-DD; default: the newest'),
  period: z
    .string()
    .regex(STRETCH)
    .optional()
    .describe('What churn, deals and spend are told of, such as 3m or 90d; default: as defined, else 12m'),
});

export const metrics = defineUseCase({
  name: 'metrics',
  summary:
    'Tell the metrics of each segment: sizes, revenue, churn, retention, NPS, lifetime value, deals, CAC',
  effect: 'reads',
  input,
  positional: ['segmentation'],
  async run(asked, context) {
    const day = asked.asOf === undefined ? null : parseCalendarDate(asked.asOf);
    if (asked.asOf !== undefined && !day) return found<MetricsSheet>(null, [notADay(asked.asOf)]);
    const settle = (project: Project, engine: Engine) =>
      settleQuestion(project, engine, asked.segmentation, day, asked.period);
    return withSources<MetricsSheet>(
      context,
      async (project, engine) => {
        const question = await settle(project, engine);
        return isFinding(question) ? question : sourcesFor(project, question);
      },
      async (read) => {
        const question = await settle(read.project, read.engine);
        if (isFinding(question)) return found<MetricsSheet>(null, [question]);
        const { value, findings } = await tell(question, asked.segment, read);
        const { engine, project } = read;
        return found(value, findings, await agesOf(engine, question.snapshot, project.timeZone, context));
      },
    );
  },
});

/** What is asked, settled against definitions and snapshots before anything is loaded. */
export interface MetricsQuestion {
  /** As it is defined now. */
  readonly segmentation: Segmentation;
  readonly snapshot: Snapshot;
  readonly metrics: Metrics | null;
  readonly book: Book | null;
  readonly from: CalendarDate;
  readonly start: StartPlan;
}

async function settleQuestion(
  project: Project,
  engine: Engine,
  name: string | undefined,
  day: CalendarDate | null,
  period: string | undefined,
): Promise<MetricsQuestion | Finding> {
  const segmentation = segmentationNamed(project, name);
  if (isFinding(segmentation)) return segmentation;
  const snapshot = await snapshotOf(engine, segmentation.id, day);
  if (isFinding(snapshot)) return snapshot;
  const own = project.metrics.find(({ entity }) => entity === segmentation.entity.id) ?? null;
  const books = project.books.filter(({ entity }) => entity === segmentation.entity.id);
  const stretch = period === undefined ? own?.period : parseStretch(period);
  const from = dayBefore(snapshot.asOf, stretch ?? DEFAULT_PERIOD);
  const within = own?.startWithin ?? DEFAULT_WITHIN;
  return {
    segmentation,
    snapshot,
    metrics: own,
    book: own ? own.book : books.length === 1 ? (books[0] ?? null) : null,
    from,
    start: await planStart(engine, segmentation, snapshot, from, within),
  };
}

function segmentationNamed(project: Project, name: string | undefined): Segmentation | Finding {
  const ids = project.segmentations.map(({ id }) => id);
  const named = name === undefined ? project.primary : project.segmentations.find(({ id }) => id === name);
  if (named) return named;
  const near = name === undefined ? null : didYouMean(name, ids);
  return error(
    'unknown-segmentation',
    name === undefined ? 'The project has no primary segmentation.' : `There is no segmentation \`${name}\`.`,
    { hint: near ? `Did you mean \`${near}\`?` : `Name one of ${ids.join(', ')}.` },
  );
}

/** Only what the figures are made of is read again. */
function sourcesFor(
  project: Project,
  { segmentation, metrics: own, book, start }: MetricsQuestion,
): readonly Source[] {
  const attribute = own?.spend?.by?.attribute;
  const used = new Set([
    ...(own ? sourcesOfMetrics(own).map(({ source }) => source) : []),
    ...(book ? [book.source, ...(book.rates ? [book.rates.source] : [])] : []),
    ...(start.kind === 'place-again'
      ? usedSources(narrowed(project, { segmentations: [segmentation] }))
      : []),
    ...(start.kind === 'everybody'
      ? usedSources(narrowed(project, { entities: [segmentation.entity] }))
      : []),
    ...(attribute ? usedSources(narrowed(project, { attributes: [attribute] })) : []),
  ]);
  return project.sources.filter((source) => used.has(source));
}

async function tell(question: MetricsQuestion, segment: string | undefined, read: ReadSources) {
  const { segmentation, snapshot, book, from } = question;
  const { project, engine } = read;
  const published =
    segmentation.hash === snapshot.definitionHash
      ? segmentation
      : (await projectOfRun(engine, snapshot.runId)).segmentations.find(({ id }) => id === segmentation.id);
  if (!published) throw new Error(`run ${snapshot.runId} does not define ${segmentation.id}`);
  const every = [...published.segments, published.fallback];
  const segments = every.filter(({ id }) => segment === undefined || id === segment);
  if (segments.length === 0)
    return found<MetricsSheet>(null, [
      unknownReference(
        'segment',
        segment ?? '',
        published.place,
        every.map(({ id }) => id),
      ),
    ]);
  const days = daysBetween(from, snapshot.asOf);
  const members = await membersAsked(question, published, days, read);
  try {
    const figures = await measureFigures(members.asked, book);
    const terms = { minimum: project.limits.minimumCount };
    const sheet: MetricsSheet = {
      segmentation: segmentation.id,
      title: published.title,
      entity: segmentation.entity.id,
      asOf: snapshot.asOf,
      runId: snapshot.runId,
      currency: project.currency,
      period: { from, to: snapshot.asOf },
      start: members.start,
      minimumCount: terms.minimum,
      segments: segments.map(({ id, title }) => ({ id, title, isFallback: id === published.fallback.id })),
      metrics: sheetRows(
        allMetrics,
        figures.of(null),
        segments.map(({ id }) => figures.of(id)),
        terms,
      ),
    };
    const changed = await changedSources(snapshot, read);
    return found(sheet, [...members.findings, ...changed, ...figures.findings]);
  } finally {
    await members.drop();
  }
}

/** Files that are no longer those the snapshot was made from. */
async function changedSources({ runId, asOf }: Snapshot, { engine, loads }: ReadSources) {
  const then = new Map(
    (await readTable(engine, loadsTable, { run_id: runId })).map((row) => [
      row['source'],
      row['content_hash'],
    ]),
  );
  return loads.flatMap(({ source, contentHash }) => {
    const hash = then.get(source.id) ?? null;
    return hash === null || contentHash === null || hash === contentHash
      ? []
      : [
          warning(
            'source-changed',
            `\`${source.id}\` is no longer what the snapshot of ${asOf} was made from: its figures are of today's file, the segments of the one before.`,
            { place: source.place, hint: 'Run again to bring both together.' },
          ),
        ];
  });
}
