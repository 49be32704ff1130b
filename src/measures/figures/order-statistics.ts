import { quantileRanks } from '../../numeric/quantile-ranks.ts';
import type { ExactNumber } from '../../sql/exact-number.ts';
import { addExact, divideExact, exactNumber, formatExact, multiplyExact } from '../../sql/exact-number.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import {
  aggregate,
  and,
  choose,
  column,
  compare,
  integer,
  isNull,
  missing,
  not,
  text,
} from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, extend, select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import type { Interval } from './interval.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import { totalCount } from './tallies.ts';

/** A quantile of type 7 (Hyndman and Fan 1996), exact to six digits; the interval lies between two values somebody has. */
export interface Quantile {
  readonly value: ExactNumber;
  /** By the binomial, 95 % or more; null where there are too few values for it. */
  readonly interval: Interval | null;
}

/** A quantile as a fraction of quarters: 2 is the median. */
export type Quarters = 1 | 2 | 3;

/** Stands for everybody; ids of segments have only letters, digits and underscores. */
export const EVERYBODY = '*';

const ENDS = ['lower', 'upper', 'low', 'high'] as const;
type End = (typeof ENDS)[number];
const nameOf = (quarters: Quarters, end: End) => `${end}_${quarters}`;

/** How many values each segment has, and everybody together under {@link EVERYBODY}. */
export type ValueCounts = ReadonlyMap<string, number>;

/** Of the rows of a statement grouped by segment, in the column `name`. */
export function valueCounts(rows: readonly MeasuredRow[], name: string): ValueCounts {
  const own = rows.filter((row) => row['segment'] !== null);
  const counts = own.map((row) => [String(row['segment']), Number(row[name] ?? 0)] as const);
  return new Map([...counts, [EVERYBODY, totalCount(own, name)]]);
}

/**
 * One row a segment and one for everybody: the values that its quantiles and their intervals are made of, found by
 * rank, so they are the same on every engine. `rows` has `segment` and `value`; `counts` are those of known values.
 */
export function orderStatistics(rows: Relation, counts: ValueCounts, wanted: readonly Quarters[]): Relation {
  const type = columnsOf(rows).find(({ name }) => name === 'value')?.type;
  if (!type) throw new Error('no values to order');
  const value = column('value', type);
  const segment = column('segment', TEXT);
  const asGroup = (group: Expression) =>
    select(
      rows,
      [
        { name: 'segment', expression: group },
        { name: 'value', expression: value },
      ],
      { where: and([not(isNull(value)), not(isNull(segment))]) },
    );
  const twice: Relation = { kind: 'union', relations: [asGroup(segment), asGroup(text(EVERYBODY))] };
  const ranked = extend(
    twice,
    (['below', 'upto'] as const).map((name) => ({
      name,
      expression: { kind: 'window', function: name, operand: value, within: [segment], type: INTEGER },
    })),
  );
  const asked = wanted.flatMap((quarters) => ENDS.map((end) => ({ quarters, end })));
  return select(
    ranked,
    [
      { name: 'segment', expression: segment },
      ...asked.map(({ quarters, end }): NamedExpression => {
        const rank = rankOf(counts, quarters, end);
        const isThere = and([
          compare(column('below', INTEGER), '<', rank),
          compare(column('upto', INTEGER), '>=', rank),
        ]);
        return { name: nameOf(quarters, end), expression: aggregate('min', value, type, isThere) };
      }),
    ],
    { groupBy: [segment] },
  );
}

/** The rank, from 1, that a segment is asked for: it depends on how many values the segment has. */
function rankOf(counts: ValueCounts, quarters: Quarters, end: End): Expression {
  const branches = [...counts].flatMap(([segment, count]) => {
    const rank = ranksOf(count, quarters)[end];
    return rank === null
      ? []
      : [{ when: compare(column('segment', TEXT), '=', text(segment)), then: integer(rank) }];
  });
  return branches.length === 0 ? missing(INTEGER) : choose(branches, missing(INTEGER), INTEGER);
}

function ranksOf(count: number, quarters: Quarters): Readonly<Record<End, number | null>> {
  if (count === 0) return { lower: null, upper: null, low: null, high: null };
  const lower = Math.floor(((count - 1) * quarters) / 4) + 1;
  const around = quantileRanks(count, quarters / 4);
  return {
    lower,
    upper: Math.min(lower + 1, count),
    low: around?.low ?? null,
    high: around?.high ?? null,
  };
}

/** Reads the row of a segment from {@link orderStatistics}; null where it has no values. */
export function readQuantile(
  rows: readonly MeasuredRow[],
  segment: string | null,
  counts: ValueCounts,
  quarters: Quarters,
): Quantile | null {
  const group = segment ?? EVERYBODY;
  const count = counts.get(group) ?? 0;
  const row = rows.find((one) => one['segment'] === group);
  const at = (end: End) => row?.[nameOf(quarters, end)] ?? null;
  const [lower, upper] = [at('lower'), at('upper')];
  if (lower === null || upper === null) return null;
  const [low, high] = [at('low'), at('high')];
  const share = ((count - 1) * quarters) % 4;
  return {
    value: between(exactNumber(String(lower)), exactNumber(String(upper)), share),
    interval: low === null || high === null ? null : { low: Number(low), high: Number(high) },
  };
}

/** So many quarters of the way from one value to the next. */
function between(lower: ExactNumber, upper: ExactNumber, quarters: number): ExactNumber {
  const whole = (value: number): ExactNumber => ({ unscaled: BigInt(value), scale: 0 });
  const way = addExact(multiplyExact(lower, whole(4 - quarters)), multiplyExact(upper, whole(quarters)));
  const value = divideExact(way, whole(4), DIGITS);
  if (!value) throw new Error('four is not zero');
  return value;
}

const DIGITS = 6;

/** Digits without the zeros at their end: days have none after the point. */
export function plainDigits(number: ExactNumber): string {
  const digits = formatExact(number);
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/** The same quantile of values times a number that is not negative. */
export function timesQuantile(quantile: Quantile | null, factor: ExactNumber): Quantile | null {
  if (!quantile) return null;
  const { value, interval } = quantile;
  const by = Number(formatExact(factor));
  return {
    value: multiplyExact(value, factor),
    interval: interval && { low: interval.low * by, high: interval.high * by },
  };
}
