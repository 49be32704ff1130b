import type { Cell, Engine } from '../engines/engine.ts';
import { qualified } from '../sql/dialects/standard.ts';
import type { Parameter } from '../sql/statement.ts';
import type { StateTable } from '../tables/state-table.ts';
import { STATE_SCHEMA } from '../tables/state-table.ts';

/** A row of one of our own tables; a column left out is missing. */
export type StateRow = Readonly<Record<string, Cell>>;

const ROWS_A_STATEMENT = 100;

/** Appends rows of our own making (counts, findings, texts: hundreds, not millions), every value bound. */
export async function insertRows(
  engine: Engine,
  table: StateTable,
  rows: readonly StateRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT)
    await insertChunk(engine, table, rows.slice(start, start + ROWS_A_STATEMENT));
}

async function insertChunk(
  engine: Engine,
  { name, columns }: StateTable,
  rows: readonly StateRow[],
): Promise<void> {
  const { dialect } = engine;
  const parameters: Parameter[] = [];
  const tuples = rows.map((row) => {
    const places = columns.map((column) => {
      const value = row[column.name] ?? null;
      if (value === null) return 'null';
      const parameter: Parameter = {
        name: `p${parameters.length + 1}`,
        type: column.type,
        value: typeof value === 'number' ? String(value) : value,
      };
      parameters.push(parameter);
      return dialect.placeholder(parameter.name, parameter.type);
    });
    return `(${places.join(', ')})`;
  });
  const target = qualified([STATE_SCHEMA, name], dialect);
  const names = columns.map((column) => dialect.quoteName(column.name)).join(', ');
  await engine.execute({
    text: `INSERT INTO ${target} (${names}) VALUES ${tuples.join(', ')}`,
    parameters,
    label: `record ${name}`,
  });
}
