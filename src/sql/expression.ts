import type { FunctionName } from './functions.ts';
import type { ValueType } from './value-type.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT } from './value-type.ts';

/** Offsets [start, end) in the text of the condition an expression was written in. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/';
export type IntervalUnit = 'day' | 'week' | 'month' | 'year';

/** Values of literals: integers and decimals as their digits (`'-12.50'`), dates as `'YYYY-MM-DD'`. */
export type LiteralValue =
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly digits: string }
  | { readonly kind: 'decimal'; readonly digits: string }
  | { readonly kind: 'double'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'null' };

interface Node {
  readonly type: ValueType;
  /** Where it stands in the text it was written in; absent on what a method built. */
  readonly span?: Span;
}

/**
 * A typed expression over the columns of one relation. Every value may be missing (NULL); comparisons and
 * logic are three-valued as in SQL. Trees are built by type checking a condition or by a method, and printed
 * for an engine by `print.ts`; nothing else makes SQL out of a definition.
 */
export type Expression =
  | (Node & { readonly kind: 'column'; readonly name: string })
  | (Node & { readonly kind: 'literal'; readonly literal: LiteralValue })
  | (Node & { readonly kind: 'as-of' })
  | (Node & { readonly kind: 'not'; readonly operand: Expression })
  | (Node & { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] })
  | (Node & {
      readonly kind: 'at-least';
      readonly count: number;
      readonly operands: readonly Expression[];
    })
  | (Node & {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Node & {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly values: readonly Expression[];
    })
  | (Node & {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: string;
      readonly ignoreCase: boolean;
    })
  | (Node & { readonly kind: 'is-null'; readonly operand: Expression })
  | (Node & { readonly kind: 'is-true' | 'is-false'; readonly operand: Expression })
  | (Node & {
      /** A quotient is double; one of type decimal is exact, rounded half away from zero, its divisor positive. */
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
      /** Said by whoever builds it: the result is a double of moderate size, so nobody has to look whether it is finite. */
      readonly bounded?: true;
    })
  | (Node & { readonly kind: 'negate'; readonly operand: Expression })
  | (Node & {
      readonly kind: 'case';
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise: Expression | null;
    })
  | (Node & {
      readonly kind: 'call';
      readonly function: FunctionName;
      readonly args: readonly Expression[];
    })
  | (Node & {
      readonly kind: 'add-interval';
      readonly date: Expression;
      /** Negative to go back. */
      readonly amount: number;
      readonly unit: IntervalUnit;
    })
  | (Node & { readonly kind: 'cast'; readonly operand: Expression })
  | (Node & {
      readonly kind: 'aggregate';
      readonly function: AggregateName;
      /** Absent only for `count`, which then counts rows. */
      readonly operand: Expression | null;
      /** Rows where this is not true do not take part. */
      readonly where: Expression | null;
    })
  | (Node & {
      /**
       * The value in the row whose `at` is least (`first`) or greatest (`last`); of several such rows the least, or
       * the greatest, value. Rows without a value or without `at` are passed over.
       */
      readonly kind: 'value-at';
      readonly end: 'first' | 'last';
      readonly operand: Expression;
      readonly at: Expression;
      /** Rows where this is not true do not take part. */
      readonly where: Expression | null;
    })
  | (Node & {
      /** How many conditions were met one after the other, by `at`; those met at the same moment are in order. */
      readonly kind: 'steps-reached';
      readonly at: Expression;
      readonly steps: readonly Expression[];
      /** Rows where this is not true do not take part. */
      readonly where: Expression | null;
    })
  | (Node & {
      /** The calendar day of a timestamp in an IANA time zone. */
      readonly kind: 'day-of';
      readonly operand: Expression;
      readonly timeZone: string;
    })
  | (Node & {
      readonly kind: 'window';
      /**
       * Of non-missing values. `below`: rows whose value is less; `upto`: less or equal; `known`: all of them.
       * Missing where the value is.
       */
      readonly function: 'below' | 'upto' | 'known';
      readonly operand: Expression;
      /** Rows are counted among those with the same values of these; absent means among all. */
      readonly within?: readonly Expression[];
    })
  | (Node & {
      /** Sum of `operand` over this row and all that stand before it; `by` differs from row to row. */
      readonly kind: 'running-sum';
      readonly operand: Expression;
      readonly by: Expression;
      /** Rows are summed among those with the same values of these; absent means among all. */
      readonly within?: readonly Expression[];
    })
  | (Node & {
      /** How many of the `edges`, ascending doubles, are at or below a number: where it lies among them, from 0. */
      readonly kind: 'edge-count';
      readonly operand: Expression;
      readonly edges: readonly number[];
    })
  | (Node & {
      /** `from` and one value of each table: the one at `index`, from 0, which is never outside. Added from left to right. */
      readonly kind: 'table-sum';
      readonly from: number;
      readonly tables: readonly { readonly index: Expression; readonly values: readonly number[] }[];
    })
  | (Node & { readonly kind: 'exp' | 'sqrt'; readonly operand: Expression })
  | (Node & {
      /** MD5 of a text as 32 small hexadecimal digits: a draw of rows that every engine repeats. */
      readonly kind: 'digest';
      readonly operand: Expression;
    });

export type ExpressionKind = Expression['kind'];

/** Exact on both engines: sums of decimals are decimals of 38 digits, `mean` is computed last, in double. */
export type AggregateName = 'count' | 'sum' | 'min' | 'max' | 'distinct' | 'mean' | 'any';

export interface NamedExpression {
  readonly name: string;
  readonly expression: Expression;
}

// Builders for what methods and plans compose. Written conditions come from the type checker instead.

export const column = (name: string, type: ValueType): Expression => ({ kind: 'column', name, type });
export const text = (value: string): Expression => ({
  kind: 'literal',
  literal: { kind: 'text', value },
  type: TEXT,
});
export const integer = (value: number | bigint): Expression => ({
  kind: 'literal',
  literal: { kind: 'integer', digits: String(value) },
  type: INTEGER,
});
export const double = (value: number): Expression => ({
  kind: 'literal',
  literal: { kind: 'double', value },
  type: DOUBLE,
});
export const boolean = (value: boolean): Expression => ({
  kind: 'literal',
  literal: { kind: 'boolean', value },
  type: BOOLEAN,
});
export const missing = (type: ValueType): Expression => ({
  kind: 'literal',
  literal: { kind: 'null' },
  type,
});
export const date = (value: string): Expression => ({
  kind: 'literal',
  literal: { kind: 'date', value },
  type: DATE,
});
export const asOf = (): Expression => ({ kind: 'as-of', type: DATE });
export const not = (operand: Expression): Expression => ({ kind: 'not', operand, type: BOOLEAN });
export const and = (operands: readonly Expression[]): Expression =>
  operands.length === 1 && operands[0] ? operands[0] : { kind: 'and', operands, type: BOOLEAN };
export const or = (operands: readonly Expression[]): Expression =>
  operands.length === 1 && operands[0] ? operands[0] : { kind: 'or', operands, type: BOOLEAN };
export const compare = (left: Expression, operator: ComparisonOperator, right: Expression): Expression => ({
  kind: 'compare',
  operator,
  left,
  right,
  type: BOOLEAN,
});
export const isNull = (operand: Expression): Expression => ({
  kind: 'is-null',
  operand,
  type: BOOLEAN,
});
export const choose = (
  branches: readonly { readonly when: Expression; readonly then: Expression }[],
  otherwise: Expression | null,
  type: ValueType,
): Expression => ({ kind: 'case', branches, otherwise, type });
export const aggregate = (
  name: AggregateName,
  operand: Expression | null,
  type: ValueType,
  where: Expression | null = null,
): Expression => ({ kind: 'aggregate', function: name, operand, where, type });

/** `left / right` as a decimal with so many digits after the point, rounded half away from zero; exact. */
export const quotient = (
  left: Expression,
  right: Expression,
  type: Extract<ValueType, { readonly kind: 'decimal' }>,
): Expression => ({ kind: 'arithmetic', operator: '/', left, right, type });
