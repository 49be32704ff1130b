import { calculated } from '../../sql/calculated.ts';
import type { Expression } from '../../sql/expression.ts';
import { aggregate, column, double } from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend, select } from '../../sql/relation.ts';
import { decimal, DOUBLE, INTEGER, TEXT } from '../../sql/value-type.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import { SEGMENT } from './members.ts';
import type { Measured, Total } from './totals.ts';
import { wholeNumber } from './totals.ts';

/**
 * Values are counted in steps of a 2^30th of their range. Sums of whole numbers are exact, so that mean and deviation
 * are the same on every engine and in every order of rows, to a billionth of the range.
 */
const STEPS = 2 ** 30;

/** Where a column's values begin and how many steps one of them is. */
export interface Scale {
  readonly least: number;
  readonly perUnit: number;
}

/** Null where all values are equal, or none is known. */
export function scaleOf(totals: readonly Total[]): Scale | null {
  const least = Math.min(...totals.map((one) => one.least ?? Number.POSITIVE_INFINITY));
  const greatest = Math.max(...totals.map((one) => one.greatest ?? Number.NEGATIVE_INFINITY));
  const perUnit = STEPS / (greatest - least);
  return greatest > least && Number.isFinite(perUnit) && perUnit > 0 ? { least, perUnit } : null;
}

/** One row a segment: sums and sums of squares of every column that has a scale, in one scan. Null where none has. */
export function spreadRelation(
  members: Relation,
  columns: readonly Measured[],
  scales: readonly (Scale | null)[],
): Relation | null {
  const scaled = columns.flatMap((each, index) => {
    const scale = scales[index];
    return scale ? [{ index, expression: stepsOf(column(each.name, each.type), scale) }] : [];
  });
  if (scaled.length === 0) return null;
  const stepped = extend(
    members,
    scaled.map(({ index, expression }) => ({ name: steps(index), expression })),
  );
  return select(
    stepped,
    [
      { name: SEGMENT, expression: column(SEGMENT, TEXT) },
      ...scaled.flatMap(({ index }) => {
        const value = column(steps(index), INTEGER);
        return [
          { name: `sum_${index}`, expression: aggregate('sum', value, WIDE) },
          {
            name: `squares_${index}`,
            expression: aggregate('sum', calculated('*', value, value), WIDE),
          },
        ];
      }),
    ],
    { groupBy: [column(SEGMENT, TEXT)] },
  );
}

const WIDE = decimal(38, 0);
const steps = (index: number) => `_steps_${index}`;

function stepsOf(value: Expression, { least, perUnit }: Scale): Expression {
  const from = calculated('-', castTo(value, DOUBLE), double(least));
  const position = calculated('+', calculated('*', from, double(perUnit)), double(0.5));
  return castTo({ kind: 'call', function: 'floor', args: [position], type: DOUBLE }, INTEGER);
}

/** Sum and sum of squares in steps; whole numbers. */
export interface Spread {
  readonly sum: bigint;
  readonly squares: bigint;
}

export const NO_SPREAD: Spread = { sum: 0n, squares: 0n };

/** Reads the rows of {@link spreadRelation}: by segment, in the order of the columns. */
export function readSpread(
  rows: readonly MeasuredRow[],
  columns: readonly Measured[],
): ReadonlyMap<string, readonly Spread[]> {
  return new Map(
    rows.map((row) => [
      String(row[SEGMENT]),
      columns.map((_, index) => ({
        sum: wholeNumber(row[`sum_${index}`]),
        squares: wholeNumber(row[`squares_${index}`]),
      })),
    ]),
  );
}

export function addSpreads(spreads: readonly Spread[]): Spread {
  return spreads.reduce(
    (all, one) => ({ sum: all.sum + one.sum, squares: all.squares + one.squares }),
    NO_SPREAD,
  );
}

/** Mean and sample deviation of `known` values; a deviation needs two. */
export function momentsOf(
  { sum, squares }: Spread,
  known: number,
  { least, perUnit }: Scale,
): { readonly mean: number; readonly deviation: number | null } | null {
  if (known === 0) return null;
  const mean = least + Number(sum) / known / perUnit;
  if (known === 1) return { mean, deviation: null };
  const count = BigInt(known);
  const variance = Number(count * squares - sum * sum) / known / (known - 1);
  return { mean, deviation: Math.sqrt(variance) / perUnit };
}
