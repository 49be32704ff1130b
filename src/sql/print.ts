import type { CalendarDate } from '../base/calendar-date.ts';
import type { Dialect } from './dialects/dialect.ts';
import { qualified } from './dialects/standard.ts';
import { printFrom, printResult, printRows } from './print-relation.ts';
import type { Printing } from './print-expression.ts';
import type { Relation } from './relation.ts';
import { columnsOf } from './relation.ts';
import type { Statement } from './statement.ts';
import { INTEGER } from './value-type.ts';

export interface PrintOptions {
  /** What `as_of` means in this statement. */
  readonly asOf: CalendarDate;
  /** What the statement does, in words. */
  readonly label: string;
  /** `bound` for a run; `shown` writes texts and the as-of date into the statement, for people to read. */
  readonly values: 'bound' | 'shown';
}

/** The rows of a relation. */
export function printRelation(relation: Relation, dialect: Dialect, options: PrintOptions): Statement {
  return statement(dialect, options, (printing) => printResult(relation, printing));
}

/** How many rows a relation has, in a column `rows`. */
export function countRows(relation: Relation, dialect: Dialect, options: PrintOptions): Statement {
  return statement(dialect, options, (printing) => {
    const rows = dialect.aggregates.count('*', '', INTEGER, INTEGER);
    return `select ${rows} as ${dialect.quoteName('rows')}\nfrom ${printFrom(relation, printing)}`;
  });
}

/** A new table with the rows of a relation, its columns in their declared types, sorted by `sortKey`. */
export function createTableAs(
  table: readonly string[],
  relation: Relation,
  sortKey: readonly string[],
  dialect: Dialect,
  options: PrintOptions,
): Statement {
  return statement(dialect, options, (printing) =>
    dialect.createTableAs(table, columnsOf(relation), printRows(relation, printing), sortKey),
  );
}

/** Appends the rows of a relation to a table; `columns` name where each of its columns goes, in order. */
export function insertInto(
  table: readonly string[],
  columns: readonly string[],
  relation: Relation,
  dialect: Dialect,
  options: PrintOptions,
): Statement {
  return statement(dialect, options, (printing) => {
    const name = qualified(table, dialect);
    return `insert into ${name} (${columns.map(dialect.quoteName).join(', ')})\n${printRows(relation, printing)}`;
  });
}

function statement(
  dialect: Dialect,
  { asOf, label, values }: PrintOptions,
  print: (printing: Printing) => string,
): Statement {
  const printing: Printing = { dialect, asOf, values, parameters: new Map() };
  const text = print(printing);
  return { label, text, parameters: [...printing.parameters.values()] };
}
