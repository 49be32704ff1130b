import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';

/** A group by its size (at least 2), mean and standard deviation of a sample. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Hedges' g: the difference of two means in pooled standard deviations, corrected for small groups, with its
 * large-sample interval. Null where neither group varies.
 * Source: Hedges, Olkin, Statistical Methods for Meta-Analysis (1985), chapter 5, formulas 10 and 15.
 */
export function hedgesG(first: Moments, second: Moments, level = 0.95): Interval | null {
  const [m, n] = [first.count, second.count];
  const degrees = m + n - 2;
  const pooled = Math.sqrt(
    ((m - 1) * first.deviation ** 2 + (n - 1) * second.deviation ** 2) / Math.max(1, degrees),
  );
  if (degrees < 1 || pooled === 0) return null;
  const value = ((first.mean - second.mean) / pooled) * (1 - 3 / (4 * degrees - 1));
  const error = Math.sqrt((m + n) / (m * n) + (value * value) / (2 * (m + n)));
  const reach = normalQuantile((1 + level) / 2) * error;
  return { value, low: value - reach, high: value + reach };
}
