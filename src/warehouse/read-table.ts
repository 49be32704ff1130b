import type { CalendarDate } from '../base/calendar-date.ts';
import { FIRST_DATE } from '../base/calendar-date.ts';
import type { Engine, Row } from '../engines/engine.ts';
import type { Expression } from '../sql/expression.ts';
import { aggregate, and, column, compare, integer, text } from '../sql/expression.ts';
import type { PrintOptions } from '../sql/print.ts';
import { countRows, printRelation } from '../sql/print.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import type { StateTable } from '../tables/state-table.ts';
import { stateRelation } from '../tables/state-table.ts';

/** Which rows of a table, and how many of them at the most. */
export interface TableQuery {
  readonly where?: Readonly<Record<string, string | number>>;
  /** Columns to order by, ascending; the table's sort key unless given. */
  readonly orderBy?: readonly string[];
  readonly limit?: number;
}

/** Rows of one of our own tables, all columns, filtered by equal texts and numbers. */
export function readTable(
  engine: Engine,
  table: StateTable,
  where: Readonly<Record<string, string | number>> = {},
): Promise<readonly Row[]> {
  return queryTable(engine, table, { where });
}

export function queryTable(
  engine: Engine,
  table: StateTable,
  { where = {}, orderBy = table.sortKey, limit }: TableQuery,
): Promise<readonly Row[]> {
  const relation = select(
    stateRelation(table),
    table.columns.map(({ name, type }) => ({ name, expression: column(name, type) })),
    {
      where: isEqual(where),
      orderBy: orderBy.map((name) => ascending(table, name)),
      limit: limit ?? null,
    },
  );
  return readRelation(engine, relation, `read ${table.name}`);
}

/** How many rows a table has. */
export async function countTable(
  engine: Engine,
  table: StateTable,
  where: Readonly<Record<string, string | number>>,
): Promise<number> {
  const relation = select(
    stateRelation(table),
    [{ name: 'rows', expression: aggregate('count', null, INTEGER) }],
    {
      where: isEqual(where),
    },
  );
  const [row] = await readRelation(engine, relation, `count ${table.name}`);
  return Number(row?.['rows'] ?? 0);
}

function isEqual(where: Readonly<Record<string, string | number>>): Expression | null {
  const conditions = Object.entries(where).map(([name, value]) =>
    typeof value === 'string'
      ? compare(column(name, TEXT), '=', text(value))
      : compare(column(name, INTEGER), '=', integer(value)),
  );
  return conditions.length === 0 ? null : and(conditions);
}

/** How many rows a relation has. */
export async function countRelation(
  engine: Engine,
  relation: Relation,
  print: PrintOptions,
): Promise<number> {
  const [counted] = await engine.query(countRows(relation, engine.dialect, print));
  return Number(counted?.['rows']);
}

/** Runs a relation that does not depend on a date. */
export function readRelation(
  engine: Engine,
  relation: Relation,
  label: string,
  asOf: CalendarDate = FIRST_DATE,
): Promise<readonly Row[]> {
  return engine.query(printRelation(relation, engine.dialect, { asOf, label, values: 'bound' }));
}

function ascending(table: StateTable, name: string): { expression: Expression; descending: boolean } {
  const found = table.columns.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${table.name} has no column ${name}`);
  return { expression: column(name, found.type), descending: false };
}
