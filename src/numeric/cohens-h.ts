import type { Interval } from './interval.ts';
import { wilson } from './wilson.ts';

/** `hits` among `base`, which is at least 1. */
export interface Hits {
  readonly hits: number;
  readonly base: number;
}

/**
 * Cohen's h: the difference of two shares on the arcsine scale, where its error hardly depends on the shares, so that
 * 2 % against 8 % counts for more than 48 % against 54 %. Between -π and π; .2 small, .5 medium, .8 large.
 * The interval puts Wilson's limits of both shares together on that scale, as Newcombe's does for the plain difference,
 * so that 0 of 11 is not taken for certain; the plain one, z times the root of 1/m + 1/n, takes it for that.
 * Sources: Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), chapter 6; Zou, Donner, Statistics in
 * Medicine 27 (2008), for the way of putting limits together.
 */
export function cohensH(first: Hits, second: Hits, level = 0.95): Interval {
  const [one, other] = [wilson(first.hits, first.base, level), wilson(second.hits, second.base, level)];
  const value = angle(one.share) - angle(other.share);
  return {
    value,
    low: value - Math.hypot(angle(one.share) - angle(one.low), angle(other.high) - angle(other.share)),
    high: value + Math.hypot(angle(one.high) - angle(one.share), angle(other.share) - angle(other.low)),
  };
}

const angle = (share: number) => 2 * Math.asin(Math.sqrt(share));
