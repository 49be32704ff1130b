import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { cellAt } from '../../src/numeric/cluster/column.ts';
import type { Column } from '../../src/numeric/cluster/column.ts';
import type { Planted } from '../../test/support/planted/plant-segments.ts';
import { quoted } from '../publish/hand-written.ts';

const LINES = 20_000;

/**
 * Writes a planted table as `table.csv` and the same as `table.parquet`, `copies` times over, and beside them, as
 * 32-bit integers, `truth` and `oracle`. A missing number is written `nan`, a missing word as nothing.
 */
export async function writePlanted(
  { columns, truth, oracle }: Planted,
  folder: string,
  copies = 1,
): Promise<void> {
  const csv = join(folder, 'table.csv');
  writeCsv(columns, truth.length, csv);
  writeFileSync(join(folder, 'truth'), truth);
  writeFileSync(join(folder, 'oracle'), oracle);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const types = columns.map(
    ({ name, type }) => `${quoted(name)}: '${type === 'numbers' ? 'double' : 'varchar'}'`,
  );
  await connection.run(`copy (
    select columns(*) from read_csv(${quoted(csv)}, header = true, nullstr = ['', 'nan'], columns = {${types.join(', ')}}),
      range(${copies})
  ) to ${quoted(join(folder, 'table.parquet'))} (format parquet)`);
  connection.closeSync();
  instance.closeSync();
}

function writeCsv(columns: readonly Column[], rows: number, path: string): void {
  const file = openSync(path, 'w');
  writeSync(file, `${columns.map(({ name }) => name).join(',')}\n`);
  for (let from = 0; from < rows; from += LINES) {
    const lines = Array.from({ length: Math.min(LINES, rows - from) }, (_, i) =>
      columns.map((column) => cellAt(column, from + i) ?? (column.type === 'numbers' ? 'nan' : '')).join(','),
    );
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
}
