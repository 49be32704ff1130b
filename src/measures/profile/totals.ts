import { typeOfAggregate } from '../../attributes/aggregate-type.ts';
import { addExact, exactNumber, formatExact } from '../../sql/exact-number.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { aggregate, column, compare, integer } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import { SEGMENT } from './members.ts';

/** A column of a table of members. */
export interface Measured {
  readonly name: string;
  readonly type: ValueType;
}

/** Counts and ends of a number in a segment; `sum` is exact, and null of doubles, which are never summed. */
export interface Total {
  readonly known: number;
  readonly zeros: number;
  readonly sum: string | null;
  readonly least: number | null;
  readonly greatest: number | null;
}

export const NOTHING_KNOWN: Total = { known: 0, zeros: 0, sum: null, least: null, greatest: null };

/** One row a segment, for all numbers in one scan. */
export function totalsRelation(members: Relation, columns: readonly Measured[]): Relation {
  return select(
    members,
    [
      { name: SEGMENT, expression: column(SEGMENT, TEXT) },
      { name: 'customers', expression: aggregate('count', null, INTEGER) },
      ...columns.flatMap((each, index) => totalsOf(each, index)),
    ],
    { groupBy: [column(SEGMENT, TEXT)] },
  );
}

function totalsOf({ name, type }: Measured, index: number): readonly NamedExpression[] {
  const value = column(name, type);
  const isZero = compare(value, '=', integer(0));
  return [
    { name: `known_${index}`, expression: aggregate('count', value, INTEGER) },
    { name: `zeros_${index}`, expression: aggregate('count', null, INTEGER, isZero) },
    { name: `least_${index}`, expression: aggregate('min', value, type) },
    { name: `greatest_${index}`, expression: aggregate('max', value, type) },
    ...sumOf(value).map((expression) => ({ name: `sum_${index}`, expression })),
  ];
}

function sumOf(value: Expression): readonly Expression[] {
  const type = typeOfAggregate('sum', value.type);
  return 'refused' in type ? [] : [aggregate('sum', value, type)];
}

/** Reads the rows of {@link totalsRelation}: totals by segment, in the order of the columns. */
export function readTotals(
  rows: readonly MeasuredRow[],
  columns: readonly Measured[],
): ReadonlyMap<string, { readonly customers: number; readonly totals: readonly Total[] }> {
  return new Map(
    rows.map((row) => [
      String(row[SEGMENT]),
      {
        customers: Number(row['customers'] ?? 0),
        totals: columns.map((_, index) => ({
          known: Number(row[`known_${index}`] ?? 0),
          zeros: Number(row[`zeros_${index}`] ?? 0),
          sum: textOrNull(row[`sum_${index}`]),
          least: numberOrNull(row[`least_${index}`]),
          greatest: numberOrNull(row[`greatest_${index}`]),
        })),
      },
    ]),
  );
}

export const numberOrNull = (cell: MeasuredRow[string] | undefined): number | null =>
  cell === null || cell === undefined ? null : Number(cell);

/** A sum of whole numbers, however many digits it has; nothing summed is 0. */
export function wholeNumber(cell: MeasuredRow[string] | undefined): bigint {
  return BigInt(String(cell ?? 0).replace(/\.0*$/, ''));
}

const textOrNull = (cell: MeasuredRow[string] | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

/** The totals of several groups together; the sum stays exact. */
export function addTotals(totals: readonly Total[]): Total {
  const ends = (pick: (total: Total) => number | null) => totals.map(pick).filter((end) => end !== null);
  const [least, greatest] = [ends((one) => one.least), ends((one) => one.greatest)];
  return {
    known: totals.reduce((sum, { known }) => sum + known, 0),
    zeros: totals.reduce((sum, { zeros }) => sum + zeros, 0),
    sum: addDigits(totals.map(({ sum }) => sum).filter((sum) => sum !== null)),
    least: least.length === 0 ? null : Math.min(...least),
    greatest: greatest.length === 0 ? null : Math.max(...greatest),
  };
}

function addDigits(sums: readonly string[]): string | null {
  const [first, ...rest] = sums.map(exactNumber);
  return first ? formatExact(rest.reduce(addExact, first)) : null;
}
