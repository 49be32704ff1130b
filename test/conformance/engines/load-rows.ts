import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Engine, Row } from '../../../src/engines/engine.ts';
import { duckdb } from '../../../src/sql/dialects/duckdb.ts';
import type { Column, Relation } from '../../../src/sql/relation.ts';
import { table } from '../../../src/sql/relation.ts';

/** Puts rows into a new table of the engine, by way of a Parquet file, and gives it as a relation. */
export async function loadRows(
  engine: Engine,
  directory: string,
  name: string,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<Relation> {
  const path = join(directory, `${name}.parquet`);
  await writeParquet(path, columns, rows);
  const nullable = columns.map((column) => ({ ...column, required: false }));
  const text = engine.dialect.createTable([name], nullable, [columns[0]?.name ?? '']);
  await engine.execute({ label: `make ${name}`, text, parameters: [] });
  await engine.ingest([name], columns, path);
  return table([name], columns);
}

/** Every cell travels as text and is cast at the end, so no value passes through a narrower one. */
async function writeParquet(path: string, columns: readonly Column[], rows: readonly Row[]): Promise<void> {
  const json = `${path}.jsonl`;
  const lines = rows.map((row) =>
    JSON.stringify(columns.map(({ name }) => (row[name] === null ? null : String(row[name])))),
  );
  await writeFile(json, `[${lines.join(',\n')}]`);
  const selected = columns.map(
    ({ name, type }, i) => `cast(json[${i + 1}] as ${duckdb.typeName(type)}) as ${duckdb.quoteName(name)}`,
  );
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const source = `read_json('${json}', format = 'array', records = false, columns = {json: 'varchar[]'})`;
  await connection.run(`copy (select ${selected.join(', ')} from ${source}) to '${path}' (format parquet)`);
  connection.disconnectSync();
  instance.closeSync();
}
