import type { Hits } from './cohens-h.ts';
import { chiSquareTail } from './chi-square-tail.ts';
import type { Interval } from './interval.ts';
import { wilson } from './wilson.ts';

/**
 * The first share minus the second, -1..1, with the interval that squares and adds Wilson's of the two.
 * Source: Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.
 */
export function shareDifference(first: Hits, second: Hits, level = 0.95): Interval {
  const [one, other] = [wilson(first.hits, first.base, level), wilson(second.hits, second.base, level)];
  const value = one.share - other.share;
  return {
    value,
    low: value - Math.hypot(one.share - one.low, other.high - other.share),
    high: value + Math.hypot(one.high - one.share, other.share - other.low),
  };
}

/** Two-sided p-value of equal shares, pooled, without continuity correction. 1 where nobody or everybody was hit. */
export function equalSharesP(first: Hits, second: Hits): number {
  const pooled = (first.hits + second.hits) / (first.base + second.base);
  const variance = pooled * (1 - pooled) * (1 / first.base + 1 / second.base);
  const difference = first.hits / first.base - second.hits / second.base;
  return variance <= 0 ? 1 : chiSquareTail((difference * difference) / variance, 1);
}
