import type { PublishedSegmentation, RunResult } from '../../../app/run.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, money, plural, share } from '../words.ts';

export function runView({ run, project, loads, quality, segmentations }: RunResult): string {
  const rows = loads.map(({ source, rowsLoaded, rowsQuarantined }) => [
    source,
    count(rowsLoaded),
    count(rowsQuarantined),
  ]);
  return [
    `${project.title} as of ${run.asOf}, run ${run.runId} on ${run.engine} ${run.engineVersion}`,
    printTable(tableColumns('source', '>rows', '>quarantined'), rows),
    ...(quality.length > 0 ? [qualityView(quality)] : []),
    ...segmentations.map((one) => segmentationView(one, project.currency)),
  ].join('\n\n');
}

/** Every data-quality rule, met or not. */
function qualityView(quality: RunResult['quality']): string {
  const rows = quality.map(({ source, rule, isMet, says }) => [source, rule, isMet ? 'met' : 'broken', says]);
  return printTable(tableColumns('source', 'quality rule', 'outcome', 'found'), rows);
}

/** Shares are of active customers: those the entity's own definition calls customers on the day. */
function segmentationView(one: PublishedSegmentation, currency: string): string {
  const fallback = one.segments.find(({ isFallback }) => isFallback);
  const covered = share(one.active - (fallback?.active ?? 0), one.active);
  const rows = one.segments.map((segment) => [
    segment.isFallback ? `${segment.title} (fallback)` : segment.title,
    count(segment.active),
    share(segment.active, one.active),
    money(segment.money),
    count(segment.boundary),
    count(segment.customers - segment.active),
  ]);
  const title = `${one.title}${one.isPrimary ? ' (primary)' : ''}: ${plural(one.active, `active ${one.entity}`)}, ${covered} in a named segment`;
  const table = printTable(
    tableColumns('segment', '>active', '>share', `>money ${currency}`, '>boundary', '>former or prospect'),
    rows,
  );
  return `${title}\n${table}`;
}
