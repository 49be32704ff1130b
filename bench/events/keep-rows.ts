import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../src/engines/engine.ts';
import { COMPARED } from './compare.ts';

/** Writes the compared tables of a database of ClickHouse as Parquet files, so that other processes can read them. */
export async function keepRows(engine: Engine, database: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const ask = (text: string) => ({ label: 'keep rows', text, parameters: [] });
  const tables = await engine.query(ask(`select name from system.tables where database = '${database}'`));
  const names = tables.map((row) => String(row['name']));
  for (const name of COMPARED) {
    const table = names.find((one) => one === name) ?? names.find((one) => one.startsWith(`${name}_`));
    await engine.export(
      ask(`select * from ${database}.${table}`),
      join(folder, `${name}.parquet`),
      'parquet',
    );
  }
}
