import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';

/** `hits` among `base`, which is at least 1. */
export interface Hits {
  readonly hits: number;
  readonly base: number;
}

/**
 * Cohen's h: the difference of two shares on the arcsine scale, where its error does not depend on the shares, so that
 * 2 % against 8 % counts for more than 48 % against 54 %. Between -π and π; .2 small, .5 medium, .8 large.
 * Source: Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), chapter 6.
 */
export function cohensH(first: Hits, second: Hits, level = 0.95): Interval {
  const value = angle(first) - angle(second);
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt(1 / first.base + 1 / second.base);
  return { value, low: Math.max(-Math.PI, value - reach), high: Math.min(Math.PI, value + reach) };
}

const angle = ({ hits, base }: Hits) => 2 * Math.asin(Math.sqrt(hits / base));
