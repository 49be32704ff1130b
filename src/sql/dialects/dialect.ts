import type { Expression } from '../expression.ts';
import type { Column } from '../relation.ts';
import type { FunctionName } from '../functions.ts';
import type { ValueType } from '../value-type.ts';

export type DialectName = 'duckdb' | 'clickhouse';

/** Prints a sub-expression inside a dialect's own spelling; already parenthesised where it must be. */
export type PrintExpression = (expression: Expression) => string;

type NodeOf<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

/** How one kind of node is spelled; absent means: as the standard dialect does. */
export type Spelling<Kind extends Expression['kind']> = (
  node: NodeOf<Kind>,
  print: PrintExpression,
) => string;

/**
 * How an engine spells what Clade means. A dialect is the standard one with differences; it says only what it
 * says differently. `unsupported` answers, in a sentence, for what the engine cannot do the same way.
 */
export interface Dialect {
  readonly name: DialectName;
  readonly title: string;
  quoteName(name: string): string;
  /** A text literal; used where a value is shown (`clade sql`) and never for values of a run, which are bound. */
  quoteText(value: string): string;
  /** `$p1` on DuckDB, `{p1:String}` on ClickHouse. */
  placeholder(name: string, type: ValueType): string;
  /** Type of a stored column; every one may hold NULL unless `required`. */
  typeName(type: ValueType, required?: boolean): string;
  /** Literal of a type; texts and the as-of date are bound instead. */
  readonly spell: { readonly [Kind in Expression['kind']]: Spelling<Kind> };
  readonly functions: { readonly [Name in FunctionName]: (args: readonly string[]) => string };
  readonly unsupported: { readonly [Name in FunctionName]?: string };
  /** `create table if not exists`; on ClickHouse a MergeTree with the sort key, partitioned by the month of `as_of` where it has one. */
  createTable(
    table: readonly string[],
    columns: readonly (Column & { readonly required: boolean })[],
    sortKey: readonly string[],
  ): string;
  /** A printed relation becomes a new table. Both engines write all of it or nothing visible. */
  createTableAs(table: readonly string[], body: string, sortKey: readonly string[]): string;
}
