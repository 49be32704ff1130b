import { chiSquareTail } from './chi-square-tail.ts';
import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';

/** What two groups come to when everybody in one is set against everybody in the other. */
export interface Pairs {
  /** Members of the two groups, each at least 1. */
  readonly first: number;
  readonly second: number;
  /** Pairs in which the first has more, ties counting half: Mann and Whitney's U. */
  readonly wins: number;
}

/**
 * Cliff's delta: the share of pairs in which the first group has more, minus the share in which it has less; -1..1, 0
 * where neither. It asks only for the order of the values, so that heavy tails and many zeros do no harm.
 * The interval turns the score equation of Newcombe's method 5 round: it holds its level on small groups and where the
 * groups do not overlap, and is too wide rather than too narrow where many values are equal.
 * Sources: Cliff, Psychological Bulletin 114 (1993); Newcombe, Statistics in Medicine 25 (2006), 559-573.
 */
export function cliffsDelta({ first, second, wins }: Pairs, level = 0.95): Interval {
  const area = wins / (first * second);
  const z = normalQuantile((1 + level) / 2);
  const isInside = (candidate: number) =>
    (area - candidate) ** 2 <= z * z * areaVariance(candidate, first, second);
  return {
    value: 2 * area - 1,
    low: 2 * edgeBetween(0, area, isInside) - 1,
    high: 2 * edgeBetween(1, area, isInside) - 1,
  };
}

/** Variance of the share of pairs won, after Hanley and McNeil (1982), both group sizes at their mean. */
function areaVariance(area: number, first: number, second: number): number {
  const others = (first + second) / 2 - 1;
  return (
    (area * (1 - area) * (1 + others * ((1 - area) / (2 - area) + area / (1 + area)))) / (first * second)
  );
}

/** Where candidates begin to be inside on the way from `outside` to `inside`, by halving. */
function edgeBetween(outside: number, inside: number, isInside: (candidate: number) => boolean): number {
  let [out, edge] = [outside, inside];
  for (let step = 0; step < 60 && out !== edge; step++) {
    const middle = (out + edge) / 2;
    if (isInside(middle)) edge = middle;
    else out = middle;
  }
  return edge;
}

/**
 * Two-sided p-value of Mann and Whitney's test, normal approximation without continuity correction. `ties` is the sum
 * of t³ - t over all values that t members of both groups share. 1 where all values are equal.
 */
export function mannWhitneyP({ first, second, wins }: Pairs, ties: number): number {
  const all = first + second;
  const variance = ((first * second) / 12) * (all + 1 - ties / (all * (all - 1)));
  return variance <= 0 ? 1 : chiSquareTail((wins - (first * second) / 2) ** 2 / variance, 1);
}
