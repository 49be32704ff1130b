import type { Dialect, KeptColumn } from '../sql/dialects/dialect.ts';
import type { Relation } from '../sql/relation.ts';
import { table } from '../sql/relation.ts';
import type { ValueType } from '../sql/value-type.ts';
import { BOOLEAN, DATE, decimal, DOUBLE, INTEGER, TEXT, TIMESTAMP } from '../sql/value-type.ts';

/** The schema (DuckDB) or database (ClickHouse) that holds all of Clade's own tables. */
export const STATE_SCHEMA = 'clade';

/** One of Clade's own tables, as data. The first columns of `sortKey` are how it is read most. */
export interface StateTable {
  readonly name: string;
  readonly summary: string;
  readonly columns: readonly KeptColumn[];
  readonly sortKey: readonly string[];
}

/** Money in our own tables: exact sums of what customers pay. */
export const MONEY: ValueType = decimal(38, 6);

const TYPES = {
  text: TEXT,
  integer: INTEGER,
  double: DOUBLE,
  date: DATE,
  timestamp: TIMESTAMP,
  money: MONEY,
  boolean: BOOLEAN,
} as const;

type TypeName = keyof typeof TYPES;

/** `text` is required, `text?` may be missing; a list is a text that is one of these. */
export function stateTable(
  name: string,
  summary: string,
  columns: Readonly<Record<string, TypeName | `${TypeName}?` | readonly string[]>>,
  sortKey: readonly string[],
): StateTable {
  return {
    name,
    summary,
    columns: Object.entries(columns).map(([column, type]) =>
      typeof type === 'string'
        ? { name: column, type: TYPES[type.replace('?', '') as TypeName], required: !type.endsWith('?') }
        : { name: column, type: TEXT, required: true, values: type },
    ),
    sortKey,
  };
}

/** The table as a relation to select from. */
export function stateRelation(state: StateTable): Relation {
  return table([STATE_SCHEMA, state.name], state.columns);
}

/** `create table if not exists` in a dialect. */
export function createStateTable(state: StateTable, dialect: Dialect): string {
  return dialect.createTable([STATE_SCHEMA, state.name], state.columns, state.sortKey);
}
