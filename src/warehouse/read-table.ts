import type { CalendarDate } from '../base/calendar-date.ts';
import { FIRST_DATE } from '../base/calendar-date.ts';
import type { Engine, Row } from '../engines/engine.ts';
import type { Expression } from '../sql/expression.ts';
import { and, column, compare, text } from '../sql/expression.ts';
import { printRelation } from '../sql/print.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import type { StateTable } from '../tables/state-table.ts';
import { stateRelation } from '../tables/state-table.ts';

/** Rows of one of our own tables, all columns, filtered by equal texts and ordered by the table's sort key. */
export function readTable(
  engine: Engine,
  table: StateTable,
  where: Readonly<Record<string, string>> = {},
): Promise<readonly Row[]> {
  const conditions = Object.entries(where).map(([name, value]) =>
    compare(column(name, TEXT), '=', text(value)),
  );
  const relation = select(
    stateRelation(table),
    table.columns.map(({ name, type }) => ({ name, expression: column(name, type) })),
    {
      where: conditions.length === 0 ? null : and(conditions),
      orderBy: table.sortKey.map((name) => ascending(table, name)),
    },
  );
  return readRelation(engine, relation, `read ${table.name}`);
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
