import { normalQuantile } from './normal-quantile.ts';

/** A share with its interval, all 0..1. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of `hits` among `base`, which is at least 1; it holds its level on small bases and near 0
 * and 1. Source: Wilson, JASA 22 (1927).
 */
export function wilson(hits: number, base: number, level = 0.95): ShareInterval {
  const z = normalQuantile((1 + level) / 2);
  const share = hits / base;
  const middle = (share + (z * z) / (2 * base)) / (1 + (z * z) / base);
  const reach =
    (z / (1 + (z * z) / base)) * Math.sqrt((share * (1 - share)) / base + (z * z) / (4 * base * base));
  return { share, low: hits === 0 ? 0 : middle - reach, high: hits === base ? 1 : middle + reach };
}
