import type { BackfilledDay, BackfillResult } from '../../../app/backfill.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, plural } from '../words.ts';

const WORDS: Readonly<Record<BackfilledDay['outcome'], string>> = {
  published: 'published',
  replayed: 'told anew, as the day before it changed',
  kept: 'up to date',
  stopped: 'stopped',
};

export function backfillView({ from, to, every, days }: BackfillResult): string {
  const entities = [...new Set(days.flatMap(({ customers }) => Object.keys(customers)))];
  const rows = days.map(({ asOf, outcome, customers, warnings, runId }) => [
    asOf,
    WORDS[outcome],
    ...entities.map((entity) => (customers[entity] === undefined ? '–' : count(customers[entity]))),
    outcome === 'kept' ? '–' : count(warnings),
    runId ?? '–',
  ]);
  const columns = tableColumns(
    'as of',
    'outcome',
    ...entities.map((entity) => `>active ${entity}`),
    '>warnings',
    'run',
  );
  return [
    `${plural(days.length, 'day')} from ${from} to ${to}, every ${every}, each with what was known on it`,
    printTable(columns, rows),
  ].join('\n\n');
}
