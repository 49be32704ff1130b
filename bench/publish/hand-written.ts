import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** What either side may use of the machine. `memory` as DuckDB writes it. */
export interface Limits {
  readonly threads: number;
  readonly memory: string;
}

/** The segmentations of the bench, and the segments of their rules in order; who is left goes to a fallback. */
export const SEGMENTATIONS = {
  value: ['self_serve', 'smb', 'mid_market', 'enterprise'],
  size: ['small', 'medium', 'large'],
  tenure: ['new', 'young', 'settled', 'loyal'],
  health: ['critical', 'at_risk', 'neutral', 'healthy', 'champion'],
  usage: ['power', 'active', 'light', 'dormant'],
  lifecycle: ['gone', 'onboarding', 'adopting', 'leaving', 'thriving'],
  region: ['americas', 'europe', 'asia'],
  contract: ['partner', 'large_annual', 'annual', 'trial'],
  advocacy: ['promoter', 'detractor', 'passive'],
  focus: ['rescue', 'grow', 'reference', 'start_well'],
} as const;

/** Places and publishes the customers of a Parquet file into a new state file, with SQL written by hand. */
export async function runHandWritten(customers: string, state: string, limits: Limits): Promise<void> {
  const instance = await DuckDBInstance.create(state);
  const connection = await instance.connect();
  await connection.run(`set threads = ${limits.threads}; set memory_limit = '${limits.memory}'`);
  await connection.run(marginMacros());
  await connection.run(readSql('place.sql').replaceAll('$customers', quoted(customers)));
  for (const [number, [segmentation, segments]] of Object.entries(SEGMENTATIONS).entries())
    await connection.run(
      readSql('keep.sql')
        .replaceAll('$segmentation', segmentation)
        .replaceAll('$number', String(number))
        .replaceAll('$segments', `[${segments.map(quoted).join(', ')}]`),
    );
  await connection.run('commit');
  connection.closeSync();
  instance.closeSync();
}

/** Writes the customers the bench places: the same for the same number of rows. */
export async function writeCustomers(rows: number, path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    readSql('customers.sql').replaceAll('$rows', String(rows)).replaceAll('$path', quoted(path)),
  );
  connection.closeSync();
  instance.closeSync();
}

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** Macros that margins and reasons are told by, for any connection. */
export const marginMacros = (): string => readFileSync(join('bench', 'margins.sql'), 'utf8');
const readSql = (name: string) => readFileSync(join('bench', 'publish', name), 'utf8');
