import { chartColumns } from '../../charts/chart.ts';
import { grouped, moneyOf, percentOf } from '../../charts/drawing/format-number.ts';
import { markerBars } from '../../charts/marker-bars.ts';
import type { MetricResult, MetricUnit } from '../../measures/metrics/metric.ts';
import type { MetricsSheet, SheetRow, StartMembership } from '../../measures/metrics/sheet.ts';
import type { Block } from '../document.ts';
import { figure, fold, list, note, paragraph, table } from '../document.ts';
import type { ReportContent, SegmentationContent } from './content.ts';
import type { Part } from './part.ts';
import { listed } from '../../base/listed.ts';
import { anchorOf, onItsOwnPage } from './words.ts';

/** Metrics down, segments across, each number with its base and its interval. */
export function metricsPart({ segmentation }: SegmentationContent, { metrics }: ReportContent): Part {
  const own = metrics.get(segmentation.id) ?? { absent: onItsOwnPage(segmentation) };
  if ('absent' in own) return { absent: `Metrics: ${own.absent}` };
  const { sheet, warnings } = own.told;
  const id = anchorOf(segmentation, 'metrics');
  const shown = sheet.metrics.filter(({ total, segments }) =>
    [total, ...segments].some(({ kind }) => kind !== 'absent'),
  );
  if (shown.length === 0) return { absent: `Metrics: ${listed(absences(sheet))}` };
  return {
    section: {
      id,
      title: 'Metrics',
      blocks: [
        paragraph(
          `Churn, retention, deals and spend are of ${sheet.period.from} to ${sheet.period.to}; ${startWords(sheet.start)}. Money is in ${sheet.currency}.`,
        ),
        ...warnings.map(note),
        ...sheetTables(sheet, shown),
        ...churnFigure(sheet, id),
        ...absentBlocks(sheet),
        fold('What each metric means', [
          list(shown.map((row) => `${row.title}: ${row.definition} n counts ${row.base}.`)),
        ]),
      ],
    },
  };
}

/** Segments a table shows beside the total: what fits a sheet of paper. */
const MOST_COLUMNS = 6;

/** The sheet as tables of a few segments each, the total in every one. */
function sheetTables(sheet: MetricsSheet, shown: readonly SheetRow[]): readonly Block[] {
  const reading = `Below each number its 95 % interval where it is an estimate, and n, the base it rests on. Below ${sheet.minimumCount} it is too few to say.`;
  const starts = sheet.segments.map((_, index) => index).filter((index) => index % MOST_COLUMNS === 0);
  return starts.map((start) => {
    const part = <Cell>(cells: readonly Cell[]) => cells.slice(start, start + MOST_COLUMNS);
    const titles = part(sheet.segments).map(({ title }) => title);
    return table({
      caption: `As of ${sheet.asOf}${starts.length === 1 ? '' : `: ${listed(titles)}`}. ${reading}`,
      columns: chartColumns('Metric', '>All', ...titles.map((title) => `>${title}`)),
      rows: shown.map((row) => [
        row.title,
        ...[row.total, ...part(row.segments)].map((result) => cellOf(result, row.unit)),
      ]),
    });
  });
}

function startWords(start: StartMembership): string {
  switch (start.kind) {
    case 'snapshot':
      return `who was in which segment at the start is of the snapshot of ${start.asOf}`;
    case 'placed-again':
      return `who was in which segment on ${start.asOf} is placed again from what was known then`;
    case 'unknown':
      return 'who was in which segment at the start is not known, for the reason told below';
  }
}

/** The number, and on a second line its interval and base. */
function cellOf(result: MetricResult, unit: MetricUnit): string {
  switch (result.kind) {
    case 'absent':
      return '–';
    case 'too-few':
      return `too few\nn ${grouped(result.base)}`;
    case 'value': {
      const { value, interval, base } = result;
      const range = interval ? [`${boundOf(interval.low, unit)} to ${boundOf(interval.high, unit)}`] : [];
      const told = Number(value) === base ? [] : [`n ${grouped(base)}`];
      return [numberOf(value, unit), ...range, ...told].join('\n');
    }
  }
}

/** An end of an interval, in the unit of the number above it. */
const boundOf = (bound: number, unit: MetricUnit) =>
  numberOf(String(bound), unit).replace(/ (?:%|days|months)$/, '');

function numberOf(digits: string, unit: MetricUnit): string {
  const number = Number(digits);
  switch (unit) {
    case 'customers':
      return grouped(number);
    case 'share':
      return percentOf(number, 1);
    case 'money':
    case 'money a month':
    case 'money a year':
      return /^-?\d+(\.\d+)?$/.test(digits) ? moneyOf(digits) : grouped(number);
    case 'points':
      return grouped(number);
    case 'days':
    case 'months':
      return `${grouped(number, 1).replace(/\.0$/, '')} ${unit}`;
  }
}

/** Churn of each segment around that of all; nothing where it is not known of two segments at least. */
function churnFigure(sheet: MetricsSheet, id: string): readonly Block[] {
  const churn = sheet.metrics.find((row) => row.id === 'churn');
  if (churn?.total.kind !== 'value') return [];
  const reference = 100 * Number(churn.total.value);
  const marks = sheet.segments.flatMap(({ title }, index) => {
    const own = churn.segments[index];
    if (own?.kind !== 'value' || !own.interval) return [];
    const [low, high] = [100 * own.interval.low, 100 * own.interval.high];
    return [
      { title, value: 100 * Number(own.value), low, high, isMarker: low > reference || high < reference },
    ];
  });
  if (marks.length < 2) return [];
  return [
    figure(
      markerBars,
      { reference, isDifference: false, measure: 'churn, %', digits: 1, extent: null, marks },
      {
        id: `${id}-churn`,
        title: `${churn.title} by segment, %`,
        caption: `${sheet.period.from} to ${sheet.period.to}, of customers in the segment at the start; the line is everybody, ${percentOf(reference, 100)}.`,
        reading:
          'A bar reaches from the line, churn of everybody, to that of the segment; the whisker is its 95 % interval. A full dot has an interval that does not touch the line, a hollow one could as well be like everybody.',
      },
    ),
  ];
}

function absentBlocks(sheet: MetricsSheet): readonly Block[] {
  const reasons = absences(sheet);
  return reasons.length === 0 ? [] : [list(reasons)];
}

/** Metrics that are absent everywhere, or of some segments, each reason once. */
function absences({ metrics, segments }: MetricsSheet): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const row of metrics)
    for (const [reason, places] of placesOf(row, segments)) {
      const name = nameOf(row, places, segments.length);
      byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
    }
  return [...byReason].map(([reason, names]) => `Not told: ${listed(names)}. ${reason}`);
}

/** The metric, and where it is absent unless that is everywhere. */
function nameOf({ title }: SheetRow, places: readonly string[], segments: number): string {
  if (places.length > segments) return title;
  return places.length === segments && !places.includes(ALL)
    ? `${title} by segment`
    : `${title} (${places.join(', ')})`;
}

const ALL = 'all';

function placesOf({ total, segments: own }: SheetRow, segments: MetricsSheet['segments']) {
  const places = new Map<string, string[]>();
  for (const [index, result] of [total, ...own].entries())
    if (result.kind === 'absent')
      places.set(result.reason, [
        ...(places.get(result.reason) ?? []),
        index === 0 ? ALL : (segments[index - 1]?.title ?? ''),
      ]);
  return places;
}
