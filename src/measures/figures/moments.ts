import { studentQuantile } from '../../numeric/student-quantile.ts';
import type { ExactNumber } from '../../sql/exact-number.ts';
import { addExact, divideExact, formatExact, multiplyExact, negateExact } from '../../sql/exact-number.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { aggregate, column } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend } from '../../sql/relation.ts';
import { INTEGER, decimal } from '../../sql/value-type.ts';
import { MONEY } from '../../tables/state-table.ts';
import type { Interval } from './interval.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import { centsTimes, inCents } from './cents.ts';
import { totalCount, totalSum } from './tallies.ts';

/** What a mean and its interval are made of, all exact; `sum` and `squares` are of the values to the cent. */
export interface Moments {
  readonly count: number;
  readonly total: ExactNumber;
  readonly sum: ExactNumber;
  readonly squares: ExactNumber;
}

const centsOf = (name: string) => column(`${name}_cents`, inCents(column(name, MONEY)).type);

/** Rows with an exact column, and that column to the cent beside it: what {@link momentSums} reads. */
export function withCents(rows: Relation, names: readonly string[]): Relation {
  return extend(
    rows,
    names.map((name) => ({ name: `${name}_cents`, expression: inCents(column(name, MONEY)) })),
  );
}

/** Sums over the known values of a column of money. */
export function momentSums(name: string, where: Expression | null = null): readonly NamedExpression[] {
  const cents = centsOf(name);
  const sum = (part: string, value: Expression, type: Expression['type']) => ({
    name: `${name}_${part}`,
    expression: aggregate('sum', value, type, where),
  });
  return [
    { name: `${name}_count`, expression: aggregate('count', column(name, MONEY), INTEGER, where) },
    sum('total', column(name, MONEY), MONEY),
    sum('sum', cents, decimal(38, 2)),
    sum('squares', centsTimes(cents, cents), decimal(38, 4)),
  ];
}

/** Reads {@link momentSums} over the rows of several groups. */
export function readMoments(rows: readonly MeasuredRow[], name: string): Moments {
  return {
    count: totalCount(rows, `${name}_count`),
    total: totalSum(rows, `${name}_total`),
    sum: totalSum(rows, `${name}_sum`),
    squares: totalSum(rows, `${name}_squares`),
  };
}

/** Σ(x − mean)² / (n − 1); the difference is exact, so nothing cancels out. */
export function varianceOf({ count, sum, squares }: Omit<Moments, 'total'>): number {
  const n: ExactNumber = { unscaled: BigInt(count), scale: 0 };
  const spread = addExact(multiplyExact(n, squares), negateExact(multiplyExact(sum, sum)));
  return Number(formatExact(spread)) / (count * (count - 1));
}

/** Digits of a mean of money. */
const MEAN_DIGITS = 6;

/** Null where there are no values. */
export function meanOf({ count, total }: Moments): ExactNumber | null {
  return divideExact(total, { unscaled: BigInt(count), scale: 0 }, MEAN_DIGITS);
}

/** Student's t around a mean, 95 %; null with fewer than two values. */
export function meanInterval(moments: Moments): Interval | null {
  const { count } = moments;
  const mean = meanOf(moments);
  if (!mean || count < 2) return null;
  const reach = studentQuantile(0.975, count - 1) * Math.sqrt(varianceOf(moments) / count);
  const middle = Number(formatExact(mean));
  return { low: middle - reach, high: middle + reach };
}

/** The moments of the same values times a number. */
export function timesMoments({ count, total, sum, squares }: Moments, factor: ExactNumber): Moments {
  return {
    count,
    total: multiplyExact(total, factor),
    sum: multiplyExact(sum, factor),
    squares: multiplyExact(squares, multiplyExact(factor, factor)),
  };
}
