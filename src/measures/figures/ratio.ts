import { studentQuantile } from '../../numeric/student-quantile.ts';
import type { ExactNumber } from '../../sql/exact-number.ts';
import { addExact, formatExact, multiplyExact, negateExact } from '../../sql/exact-number.ts';
import type { NamedExpression } from '../../sql/expression.ts';
import { aggregate, column } from '../../sql/expression.ts';
import { INTEGER, decimal } from '../../sql/value-type.ts';
import { MONEY } from '../../tables/state-table.ts';
import type { Interval } from './interval.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import { centsTimes, inCents } from './cents.ts';
import { totalCount, totalSum } from './tallies.ts';

/** Sums of two amounts of the same customers, all exact; the products are of amounts to the cent. */
export interface Ratio {
  readonly count: number;
  readonly over: ExactNumber;
  readonly under: ExactNumber;
  readonly cents: {
    readonly over: ExactNumber;
    readonly under: ExactNumber;
    readonly overOver: ExactNumber;
    readonly overUnder: ExactNumber;
    readonly underUnder: ExactNumber;
  };
}

const centsOf = (name: string) => column(`${name}_cents`, inCents(column(name, MONEY)).type);

/** Sums over rows whose columns have no missing values; `under` stands below each of `overs`. */
export function ratioSums(under: string, overs: readonly string[]): readonly NamedExpression[] {
  const sums = (name: string): readonly NamedExpression[] => [
    { name: `${name}_total`, expression: aggregate('sum', column(name, MONEY), MONEY) },
    { name: `${name}_sum`, expression: aggregate('sum', centsOf(name), decimal(38, 2)) },
  ];
  const product = (left: string, right: string): NamedExpression => ({
    name: `${left}_${right}`,
    expression: aggregate('sum', centsTimes(centsOf(left), centsOf(right)), decimal(38, 4)),
  });
  return [
    { name: 'rows', expression: aggregate('count', null, INTEGER) },
    ...sums(under),
    product(under, under),
    ...overs.flatMap((over) => [...sums(over), product(over, over), product(over, under)]),
  ];
}

/** Reads {@link ratioSums} over the rows of several groups. */
export function readRatio(rows: readonly MeasuredRow[], over: string, under: string): Ratio {
  const sum = (name: string) => totalSum(rows, name);
  return {
    count: totalCount(rows, 'rows'),
    over: sum(`${over}_total`),
    under: sum(`${under}_total`),
    cents: {
      over: sum(`${over}_sum`),
      under: sum(`${under}_sum`),
      overOver: sum(`${over}_${over}`),
      overUnder: sum(`${over}_${under}`),
      underUnder: sum(`${under}_${under}`),
    },
  };
}

/** Null where there is nothing to divide by. */
export function ratioOf({ over, under }: Ratio): number | null {
  const [above, below] = [Number(formatExact(over)), Number(formatExact(under))];
  return below > 0 ? above / below : null;
}

/**
 * Student's t around a quotient of two sums over the same customers, 95 %: the spread of over − ratio × under.
 * Source: Cochran, Sampling Techniques, section 6.4 (the ratio estimator).
 */
export function ratioInterval(ratio: Ratio): Interval | null {
  const { count, cents } = ratio;
  const middle = ratioOf(ratio);
  if (middle === null || count < 2 || cents.under.unscaled <= 0n) return null;
  const residuals = residualSquares(cents);
  const reach = studentQuantile(0.975, count - 1) * Math.sqrt((residuals * count) / (count - 1));
  return { low: middle - reach, high: middle + reach };
}

/** Σ(over − ratio × under)² / (Σ under)², exact until the last quotient. */
function residualSquares({ over, under, overOver, overUnder, underUnder }: Ratio['cents']): number {
  const two: ExactNumber = { unscaled: 2n, scale: 0 };
  const times = (...factors: readonly ExactNumber[]) => factors.reduce(multiplyExact);
  const numerator = [
    times(overOver, under, under),
    negateExact(times(two, overUnder, over, under)),
    times(underUnder, over, over),
  ].reduce(addExact);
  return Number(formatExact(numerator)) / Number(formatExact(under)) ** 4;
}
