import { chiSquareTail } from './chi-square-tail.ts';
import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';
import { wilson } from './wilson.ts';

/**
 * What two groups come to when everybody in one is set against everybody in the other. Wins are counted double, a tie
 * as one, so that all of it is whole.
 */
export interface Pairs {
  /** Members of the two groups, each at least 1. */
  readonly first: number;
  readonly second: number;
  /** Twice the pairs in which the first has more, and once those in which both have the same. */
  readonly doubleWins: bigint;
  /** Sum over a group's members of the square of their own double wins against the other group. */
  readonly firstSquares: bigint;
  readonly secondSquares: bigint;
}

/**
 * Cliff's delta: the share of pairs in which the first group has more, minus the share in which it has less; -1..1, 0
 * where neither. It asks only for the order of the values, so that heavy tails and many zeros do no harm. The interval
 * lets the groups differ in spread as well as in place, and is drawn towards 0 near the ends, where the plain one is too
 * short; groups that do not overlap have Wilson's limit for the smaller one, all of which won.
 * Sources: Cliff, Psychological Bulletin 114 (1993); Feng, Cliff, Journal of Modern Applied Statistical Methods 3
 * (2004), for the interval; its variance as DeLong, DeLong, Clarke-Pearson, Biometrics 44 (1988).
 */
export function cliffsDelta(pairs: Pairs, level = 0.95): Interval {
  const { first, second } = pairs;
  const value = deltaOf(pairs);
  if (Math.abs(value) === 1) return apart(value, Math.min(first, second), level);
  if (first === 1 || second === 1) return { value, low: -1, high: 1 };
  const z = normalQuantile((1 + level) / 2);
  const variance = varianceOf(pairs);
  const room = 1 - value * value;
  const middle = value * room;
  const reach = z * Math.sqrt(variance * (room * room + z * z * variance));
  const width = room + z * z * variance;
  return {
    value,
    low: Math.max(-1, (middle - reach) / width),
    high: Math.min(1, (middle + reach) / width),
  };
}

function deltaOf({ first, second, doubleWins }: Pairs): number {
  return Number(doubleWins) / (first * second) - 1;
}

/** Every pair is won by the same side. */
function apart(value: number, smaller: number, level: number): Interval {
  const limit = 2 * wilson(smaller, smaller, level).low - 1;
  return value > 0 ? { value, low: limit, high: 1 } : { value, low: -1, high: -limit };
}

/** Of a group's shares of pairs won, doubled; each group at least 2. */
function varianceOf({ first, second, doubleWins, firstSquares, secondSquares }: Pairs): number {
  const losses = 2n * BigInt(first) * BigInt(second) - doubleWins;
  return (
    spread(first, doubleWins, firstSquares) / second ** 2 / first +
    spread(second, losses, secondSquares) / first ** 2 / second
  );
}

/** Sample variance of `count` whole numbers by their sum and sum of squares, exact until the last division. */
function spread(count: number, sum: bigint, squares: bigint): number {
  return Number(BigInt(count) * squares - sum * sum) / count / (count - 1);
}

/**
 * Two-sided p-value of Mann and Whitney's test, normal approximation without continuity correction. `ties` is the sum
 * of t³ - t over all values that t members of both groups share. 1 where all values are equal.
 */
export function mannWhitneyP(
  { first, second, doubleWins }: Pick<Pairs, 'first' | 'second' | 'doubleWins'>,
  ties: number,
): number {
  const all = first + second;
  const variance = ((first * second) / 12) * (all + 1 - ties / (all * (all - 1)));
  if (variance <= 0) return 1;
  return chiSquareTail(((Number(doubleWins) - first * second) / 2) ** 2 / variance, 1);
}
