import type { MetricsSheet, SheetRow, StartMembership } from '../../../measures/metrics/sheet.ts';
import type { MetricResult, MetricUnit } from '../../../measures/metrics/metric.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, money } from '../words.ts';

/**
 * Metrics down, segments across; of one segment alone with bases and intervals. What is absent is told once below, with
 * its reason.
 */
export function metricsView(sheet: MetricsSheet): string {
  const { title, entity, asOf, currency, period, segments, metrics, minimumCount } = sheet;
  const head = [
    `Metrics of ${title} as of ${asOf}, in ${currency}`,
    `Customers of ${entity}. Churn, retention, deals and spend after ${period.from} up to ${period.to}; ${startWords(sheet.start)}.`,
  ];
  const told = metrics.filter(({ total, segments: own }) =>
    [total, ...own].some(({ kind }) => kind !== 'absent'),
  );
  const table = segments.length === 1 ? detailTable(told, sheet) : wideTable(told, sheet);
  return [head.join('\n'), table, [...fewNotes(metrics, minimumCount), ...absences(sheet)].join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function wideTable(rows: readonly SheetRow[], { segments }: MetricsSheet): string {
  const columns = tableColumns('metric', ...segments.map((one) => `>${one.title}`), '>all');
  return printTable(
    columns,
    rows.map(({ title, unit, segments: own, total }) => [
      title,
      ...[...own, total].map((result) => cell(result, unit)),
    ]),
  );
}

function detailTable(rows: readonly SheetRow[], { segments }: MetricsSheet): string {
  const columns = ['>base', '95 %'];
  return printTable(
    tableColumns('metric', `>${segments[0]?.title ?? ''}`, ...columns, '>all', ...columns),
    rows.map(({ title, unit, segments: own, total }) => [
      title,
      ...[...own, total].flatMap((result) => [cell(result, unit), ...restsOn(result, unit)]),
    ]),
  );
}

/** Base and interval of a result. */
function restsOn(result: MetricResult, unit: MetricUnit): readonly [string, string] {
  if (result.kind === 'absent') return ['', ''];
  const interval = result.kind === 'value' ? result.interval : null;
  const ends = interval && [interval.low, interval.high].map((end) => shown(end, String(end), unit));
  return [count(result.base), ends ? ends.join(' to ') : ''];
}

function startWords(start: StartMembership): string {
  switch (start.kind) {
    case 'snapshot':
      return `who was in which segment is of the snapshot of ${start.asOf}`;
    case 'placed-again':
      return `who was in which segment on ${start.asOf} is placed again from what was known then`;
    case 'unknown':
      return 'who was in which segment at the start is not known';
  }
}

const FEW = 'few';
const ALL = 'all';

function cell(result: MetricResult, unit: MetricUnit): string {
  if (result.kind === 'absent') return '–';
  if (result.kind === 'too-few') return FEW;
  return shown(Number(result.value), result.value, unit);
}

function shown(number: number, digits: string, unit: MetricUnit): string {
  switch (unit) {
    case 'customers':
      return count(number);
    case 'share':
      return `${(100 * number).toFixed(1)} %`;
    case 'money':
    case 'money a month':
    case 'money a year':
      return money(digits);
    case 'points':
      return number.toFixed(0);
    case 'days':
    case 'months':
      return `${number.toFixed(1)} ${unit}`;
  }
}

function fewNotes(metrics: readonly SheetRow[], minimumCount: number): readonly string[] {
  const isThere = metrics.some(({ total, segments }) =>
    [total, ...segments].some(({ kind }) => kind === 'too-few'),
  );
  return isThere
    ? [`${FEW}: too few to say, fewer than ${minimumCount}. Bases and intervals: --segment and --json.`]
    : [];
}

/** Metrics that are absent, by the reason, each reason once. */
function absences({ metrics, segments }: MetricsSheet): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { title, total, segments: own } of metrics) {
    const missing = [total, ...own].flatMap((result, index) =>
      result.kind === 'absent'
        ? [{ reason: result.reason, where: index === 0 ? ALL : (segments[index - 1]?.title ?? '') }]
        : [],
    );
    for (const reason of new Set(missing.map((one) => one.reason))) {
      const places = missing.filter((one) => one.reason === reason).map(({ where }) => where);
      const isOfEach = places.length === own.length && !places.includes(ALL);
      const of =
        places.length > own.length ? title : `${title} (${isOfEach ? 'each segment' : places.join(', ')})`;
      reasons.set(reason, [...(reasons.get(reason) ?? []), of]);
    }
  }
  return [...reasons].map(([reason, titles]) => `–: ${titles.join(', ')}. ${reason}`);
}
