import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeCompany } from './hand-written.ts';

/** The definitions of the example over a company of so many accounts, as Parquet files, in a folder; returns its product events. */
export async function makeExampleProject(folder: string, customers: number): Promise<number> {
  const example = join('examples', 'saas');
  for (const name of ['attributes', 'scores', 'segmentations', 'book.yaml', 'clade.yaml', 'entities.yaml'])
    cpSync(join(example, name), join(folder, name), { recursive: true });
  const sources = readFileSync(join(example, 'sources.yaml'), 'utf8');
  writeFileSync(join(folder, 'sources.yaml'), sources.replaceAll('.csv', '.parquet'));
  mkdirSync(join(folder, 'data'));
  return writeCompany(customers, join(folder, 'data'));
}

/** The same rows as CSV files, which the sources then name. */
export async function asCsvFiles(folder: string): Promise<void> {
  const data = join(folder, 'data');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const name of readdirSync(data)) {
    const path = join(data, name);
    await connection.run(`copy (from '${path}') to '${path.replace('.parquet', '.csv')}' (header)`);
    rmSync(path);
  }
  connection.closeSync();
  instance.closeSync();
  const sources = join(folder, 'sources.yaml');
  writeFileSync(sources, readFileSync(sources, 'utf8').replaceAll('.parquet', '.csv'));
}

/** Windows of a year are then known on days before, too, and nobody moves because they were not. */
export function coverYearsBefore(folder: string): void {
  const path = join(folder, 'sources.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('from: 2025-07-01', 'from: 2024-01-01'));
}

/** Says of every column of a list that it was the same on any earlier day, so that all days can be placed. */
export function fixHistory(folder: string): void {
  for (const name of readdirSync(join(folder, 'attributes'))) {
    const path = join(folder, 'attributes', name);
    const documents = readFileSync(path, 'utf8').split('\n---\n');
    const fixed = documents.map((text) =>
      text.includes('history:') ? text : text.replace(/^from: /m, 'history: fixed\nfrom: '),
    );
    writeFileSync(path, fixed.join('\n---\n'));
  }
}
