import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Attributes that margins are told from. */
export const AXES = {
  account: [
    'arr',
    'employees',
    'health',
    'tenure_days',
    'active_days',
    'features_used',
    'active_people',
    'days_since_use',
    'mrr',
    'mrr_a_year_ago',
    'days_to_first_use',
    'mrr_change',
    'add_ons',
    'overdue_invoices',
    'promoters',
  ],
  contact: ['active_days', 'lowest_answer', 'answers'],
} as const;

/** Segmentations by entity. */
export const PLACED = {
  account: [
    'adoption',
    'contract_model',
    'health',
    'industry',
    'lifecycle',
    'region',
    'rfm',
    'size',
    'firm',
    'behaviour',
    'need',
    'startups',
    'usage',
    'value',
    'focus',
  ],
  contact: ['engagement', 'role', 'stakeholders'],
} as const;

/** Milliseconds of each part. */
export interface HandTook {
  readonly facts: number;
  readonly placement: number;
}

/** Writes the company the bench places: the same for the same number of customers. */
export async function writeCompany(customers: number, folder: string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    readSql('company.sql').replaceAll('$customers', String(customers)).replaceAll('$folder', folder),
  );
  const counted = await connection.runAndReadAll(`select count(*) from '${folder}/usage.parquet'`);
  connection.closeSync();
  instance.closeSync();
  return Number(counted.getRows()[0]?.[0]);
}

/** The facts with how many customers have less, and less or as much, of each axis. */
export function rankedFacts(entity: string, axes: readonly string[]): string {
  const standing = (axis: string) =>
    `(select v, sum(n) over (order by v) as upto, upto - n as below
      from (select ${axis} as v, count(*) as n from ${entity}_attributes where ${axis} is not null group by v))`;
  const columns = axes.map(
    (axis) => `by_${axis}.below::bigint as ${axis}_below, by_${axis}.upto::bigint as ${axis}_upto`,
  );
  const joins = axes.map((axis) => `left join ${standing(axis)} as by_${axis} on by_${axis}.v = f.${axis}`);
  return `create table facts_${entity} as select f.*, ${columns.join(', ')} from ${entity}_attributes as f ${joins.join(' ')}`;
}

/** Two statements a segmentation: the snapshot's row and its assignments, from the views of place.sql. */
export function insertPlaced(): readonly string[] {
  return Object.values(PLACED)
    .flat()
    .flatMap((segmentation, number) => [
      `insert into snapshots values (${number}, '${segmentation}')`,
      `insert into assignments select ${number}, date '2026-06-30', customer, segment, score, margin, reason from placed_${segmentation}`,
    ]);
}

/** A file of SQL; `$usage` and the like become what `tableOf` says. */
export function readSql(
  name: string,
  tableOf: (source: string) => string = (source) => `$${source}`,
): string {
  const text = readFileSync(join('bench', 'events', name), 'utf8');
  return text.replaceAll(/\$(\w+)/g, (_, source: string) => tableOf(source));
}
