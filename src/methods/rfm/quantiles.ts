import { exactNumber, rescale } from '../../sql/exact-number.ts';
import type { Expression } from '../../sql/expression.ts';
import { aggregate, and, column, compare, double } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend, select } from '../../sql/relation.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { DOUBLE, INTEGER } from '../../sql/value-type.ts';
import type { LearningRow } from '../method.ts';
import type { ScoreAxis, Thresholds } from './score-axis.ts';
import { formatTrimmed, scaleOf } from './score-axis.ts';

/**
 * Thresholds as R's package rfm learns them: the quantile of type 7 (Hyndman and Fan 1996) at each of 1/n, 2/n ...,
 * and one more. A value at a quantile is then below its threshold, and equal values always score the same.
 */
const ABOVE_THE_QUANTILE = 1;

const known = (axis: number) => `known_${axis}`;
const lower = (axis: number, cut: number) => `lower_${axis}_${cut}`;
const upper = (axis: number, cut: number) => `upper_${axis}_${cut}`;

/**
 * One row: for every axis how many values are known and, for every cut, the two values its quantile lies between.
 * They are found by rank, so they are values somebody has, the same on every engine.
 */
export function quantileRelation(customers: Relation, axes: readonly ScoreAxis[], scores: number): Relation {
  const valued = select(
    customers,
    axes.map(({ value }, axis) => ({ name: `value_${axis}`, expression: value })),
  );
  const values = axes.map(({ value }, axis) => column(`value_${axis}`, value.type));
  const ranked = extend(
    valued,
    values.flatMap((operand, axis) =>
      WINDOWS.map((name) => ({
        name: `${name}_${axis}`,
        expression: { kind: 'window', function: name, operand, type: INTEGER } as const,
      })),
    ),
  );
  return select(
    ranked,
    values.flatMap((operand, axis) => [
      { name: known(axis), expression: aggregate('max', column(known(axis), INTEGER), INTEGER) },
      ...cutsOf(scores).flatMap((cut) => [
        { name: lower(axis, cut), expression: valueAt(operand, axis, cut, scores, 0) },
        { name: upper(axis, cut), expression: valueAt(operand, axis, cut, scores, 1) },
      ]),
    ]),
  );
}

const WINDOWS = ['below', 'upto', 'known'] as const;

export const cutsOf = (scores: number): readonly number[] =>
  Array.from({ length: scores - 1 }, (_, index) => index + 1);

/** The value at position floor((known - 1) * cut / scores) + `after`, counted from 0. */
function valueAt(operand: Expression, axis: number, cut: number, scores: number, after: number): Expression {
  const position = times(plus(column(known(axis), INTEGER), -1), cut);
  const below = times(plus(column(`below_${axis}`, INTEGER), -after), scores);
  const upto = times(plus(column(`upto_${axis}`, INTEGER), -after), scores);
  const isThere = and([compare(below, '<=', position), compare(upto, '>', position)]);
  return aggregate('min', operand, operand.type, isThere);
}

/** Whole numbers far below 2^53: doubles hold them exactly. */
const times = (left: Expression, by: number): Expression => ({
  kind: 'arithmetic',
  operator: '*',
  left,
  right: double(by),
  type: DOUBLE,
});
const plus = (left: Expression, by: number): Expression => ({
  kind: 'arithmetic',
  operator: '+',
  left,
  right: double(by),
  type: DOUBLE,
});

/** Reads the row of {@link quantileRelation}: how many customers, and thresholds of every axis that has values. */
export function readThresholds(
  row: LearningRow,
  axes: readonly ScoreAxis[],
  scores: number,
): readonly { readonly customers: number; readonly thresholds: Thresholds | null }[] {
  return axes.map(({ value }, axis) => {
    const customers = Number(row[known(axis)] ?? 0);
    if (customers === 0) return { customers, thresholds: null };
    const thresholds = cutsOf(scores).map((cut) => {
      const low = String(row[lower(axis, cut)]);
      const high = row[upper(axis, cut)] ?? null;
      const share = ((customers - 1) * cut) % scores;
      return threshold(low, high === null ? low : String(high), share, scores, value.type);
    });
    return { customers, thresholds };
  });
}

/** `share` / `scores` of the way from one value to the next, and one more. */
function threshold(low: string, high: string, share: number, scores: number, type: ValueType): string {
  if (type.kind === 'double') {
    const [from, to] = [Number(low), Number(high)];
    return String(from + (to - from) * (share / scores) + ABOVE_THE_QUANTILE);
  }
  const scale = scaleOf(type);
  const [from, to] = [low, high].map((digits) => rescale(exactNumber(digits), scale).unscaled);
  if (from === undefined || to === undefined) throw new Error('a quantile lies between two values');
  const times = BigInt(scores);
  const way = from * (times - BigInt(share)) + to * BigInt(share);
  const sum = way + BigInt(ABOVE_THE_QUANTILE) * times * 10n ** BigInt(scale);
  const numerator = sum * 10n ** BigInt(FINER);
  const unscaled = numerator / times + (numerator % times > 0n ? 1n : 0n);
  return formatTrimmed({ unscaled, scale: scale + FINER });
}

/** Digits a threshold has beyond its values': exact for halves, quarters, fifths, tenths; else rounded up. */
const FINER = 2;
