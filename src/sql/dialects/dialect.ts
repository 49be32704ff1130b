import type { CalendarDate } from '../../base/calendar-date.ts';
import type { AggregateName, Expression, IntervalUnit } from '../expression.ts';
import type { FunctionName } from '../functions.ts';
import type { Column } from '../relation.ts';
import type { ValueType } from '../value-type.ts';
import type { WholeNumbers } from './exact-quotient.ts';

export type DialectName = 'duckdb' | 'clickhouse';

/** Prints the parts of a node for a dialect's spelling of it. */
export interface Printer {
  /** Beside an operator: in parentheses where the node's own operator binds tighter. */
  operand(expression: Expression): string;
  /** As an argument or between keywords: bare. */
  whole(expression: Expression): string;
  /** Bare, and cast where its type is another. */
  as(expression: Expression, type: ValueType): string;
  /** A text value: bound, or quoted where the statement is only shown. */
  text(value: string): string;
  /** The as-of date: bound, or as a literal where the statement is only shown. */
  asOf(): string;
  /** The as-of date itself, so that what depends on it alone is decided while printing. */
  readonly asOfDate: CalendarDate;
}

/** The member of the union that has this kind, alone or among others. */
type NodeOf<Kind, Node = Expression> = Node extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Node
    : never
  : never;

/** How one kind of node is spelled. */
export type Spelling<Kind extends Expression['kind']> = (
  node: NodeOf<Kind>,
  printer: Printer,
  dialect: Dialect,
) => string;

/** Spells a call from its printed arguments and the type of its result. */
export type FunctionSpelling = (args: readonly string[], result: ValueType) => string;

/** How a dialect spells what is asked of events; `rows` is `''` or ` filter (where ...)`. */
export interface EventWords {
  /** The value of the row with the least or greatest moment, then value; neither is ever missing. */
  valueAt(end: 'first' | 'last', value: string, at: string, rows: string): string;
  /** All moments of the rows, in any order, each at least once. */
  moments(at: string, rows: string): string;
  /** The least of the moments that is not below `from`, or missing; `each` may name a moment. */
  leastFrom(moments: string, from: string, each: string): string;
  /** The calendar day of a UTC timestamp in a printed time zone. */
  dayOf(instant: string, timeZone: string): string;
}

/** A column of a table that is kept. */
export interface KeptColumn extends Column {
  /** Never NULL. */
  readonly required: boolean;
  /** A text that is one of these and can be nothing else: DuckDB then writes it in a third of the time or less. */
  readonly values?: readonly string[];
}

/**
 * How an engine spells what Clade means. A dialect is the standard one with differences; it says only what it
 * says differently. `unsupported` answers, in a sentence, for what the engine cannot do the same way.
 */
export interface Dialect {
  readonly name: DialectName;
  readonly title: string;
  quoteName(name: string): string;
  /** A text literal on one line; used where a value is shown (`clade sql`), never for values of a run. */
  quoteText(value: string): string;
  /** `$p1` on DuckDB, `{p1:String}` on ClickHouse. */
  placeholder(name: string, type: ValueType): string;
  /** Type of a stored column; every one may hold NULL unless `required`. */
  typeName(type: ValueType, required?: boolean): string;
  /** A cast that cannot fail: to a type that holds every value of the one before. */
  cast(text: string, type: ValueType): string;
  /** Digits, with a point or without, as a decimal. */
  decimal(digits: string, type: ValueType): string;
  /** A finite double, so that it is read as one. */
  double(value: number): string;
  /** The value at a printed index, from 0, of a list of constants of a type; the index is neither missing nor outside. */
  entry(values: readonly string[], type: ValueType, index: string): string;
  /** `YYYY-MM-DD` as a date. */
  date(day: string): string;
  /** A date moved by an interval; only asked for where the result stays within 1900–2299. */
  moveDate(date: string, amount: number, unit: IntervalUnit): string;
  /** Whether a double is neither infinite nor NaN. */
  isFinite(text: string): string;
  /** `\\` escapes `%`, `_` and itself in the pattern, which is a printed text. */
  like(text: string, pattern: string): string;
  /** Whole numbers of any length, for quotients that are exact. */
  readonly wholeNumbers: WholeNumbers;
  /** What events need beyond aggregates. */
  readonly events: EventWords;
  /** Whether what several statements read is better written down first than worked out in each of them. */
  readonly storesPlacements: boolean;
  /** How many scans one statement joins at most, where joins that spill cost more than writing what was joined; null for any number. */
  readonly scansJoined: number | null;
  /** How what a statement calculated becomes a column of exactly its type, in the result. */
  selected(text: string, type: ValueType): string;
  /** Texts and the as-of date are bound instead. */
  readonly spell: { readonly [Kind in Expression['kind']]: Spelling<Kind> };
  readonly functions: { readonly [Name in FunctionName]: FunctionSpelling };
  /** An aggregate of a printed value over rows: `''` or ` filter (where ...)`. */
  readonly aggregates: {
    readonly [Name in AggregateName]: (
      value: string,
      rows: string,
      result: ValueType,
      operand: ValueType,
    ) => string;
  };
  readonly unsupported: { readonly [Name in FunctionName]?: string };
  /** What a schema is called where this engine keeps it; the name itself unless somebody chose another. */
  schemaName(name: string): string;
  /** `create schema if not exists`; what ClickHouse calls a database. */
  createSchema(name: string): string;
  /** `create table if not exists`; on ClickHouse a MergeTree with the sort key, partitioned by the month of `as_of` where it has one. */
  createTable(table: readonly string[], columns: readonly KeptColumn[], sortKey: readonly string[]): string;
  /** A printed select becomes a new table. Both engines write all of it or nothing visible. */
  createTableAs(
    table: readonly string[],
    columns: readonly Column[],
    body: string,
    sortKey: readonly string[],
  ): string;
}
