import { wilson } from '../../numeric/wilson.ts';
import type { ExactNumber } from '../../sql/exact-number.ts';
import { divideExact, formatExact } from '../../sql/exact-number.ts';
import type { Acquisition } from '../figures/figures.ts';
import type { Moments } from '../figures/moments.ts';
import { meanInterval, meanOf } from '../figures/moments.ts';
import type { Quantile } from '../figures/order-statistics.ts';
import { plainDigits } from '../figures/order-statistics.ts';
import type { Ratio } from '../figures/ratio.ts';
import { ratioInterval, ratioOf } from '../figures/ratio.ts';
import type { MetricResult, Terms } from './metric.ts';
import type { Interval } from '../figures/interval.ts';

type Value = Extract<MetricResult, { readonly kind: 'value' }>;

export const tooFew = (base: number, { minimum }: Terms): MetricResult => ({
  kind: 'too-few',
  base,
  minimum,
});

export const absentFor = (reason: string): MetricResult => ({ kind: 'absent', reason });

/** Digits of money: six after the point, as everywhere in Clade; more are rounded half away from zero. */
export function moneyDigits(amount: ExactNumber): string {
  return formatExact(divideExact(amount, ONE, 6) ?? amount);
}

const ONE: ExactNumber = { unscaled: 1n, scale: 0 };

/** A count or a sum of everybody: no estimate, so it has no interval and is told of any number. */
export function exactly(value: string, base: number): Value {
  return { kind: 'value', value, base, interval: null };
}

/** An estimate, where its base is large enough. */
export function estimated(
  value: string,
  base: number,
  interval: Interval | null,
  terms: Terms,
): MetricResult {
  return base < terms.minimum ? tooFew(base, terms) : { kind: 'value', value, base, interval };
}

/** So many of a base that is a sample of what will be, with Wilson's interval. */
export function shareOf(hits: number, base: number, terms: Terms): MetricResult {
  if (base < terms.minimum) return tooFew(base, terms);
  const { share, low, high } = wilson(hits, base);
  return { kind: 'value', value: String(share), base, interval: { low, high } };
}

/** A mean of money with Student's t. */
export function meanMoney(moments: Moments, terms: Terms): MetricResult {
  const mean = meanOf(moments);
  if (!mean) return tooFew(moments.count, terms);
  return estimated(moneyDigits(mean), moments.count, meanInterval(moments), terms);
}

/** One sum over another, of the same customers; its interval ends at 0, and at `most` where it cannot be more. */
export function ratioResult(ratio: Ratio, terms: Terms, most = Infinity): MetricResult {
  if (ratio.count < terms.minimum) return tooFew(ratio.count, terms);
  const value = ratioOf(ratio);
  if (value === null) return absentFor('Nobody in the segment paid anything at the start.');
  const ends = ratioInterval(ratio);
  const interval = ends && { low: Math.max(0, ends.low), high: Math.min(most, ends.high) };
  return { kind: 'value', value: String(value), base: ratio.count, interval };
}

/** A median or a quartile. */
export function quantileMoney(quantile: Quantile | null, base: number, terms: Terms): MetricResult {
  if (!quantile) return tooFew(base, terms);
  return estimated(moneyDigits(quantile.value), base, quantile.interval, terms);
}

export function quantileNumber(quantile: Quantile | null, base: number, terms: Terms): MetricResult {
  if (!quantile) return tooFew(base, terms);
  return estimated(plainDigits(quantile.value), base, quantile.interval, terms);
}

/** What a new customer cost. */
export function costEach({ spend, newCustomers }: Acquisition, terms: Terms): MetricResult {
  const each = divideExact(spend, { unscaled: BigInt(newCustomers), scale: 0 }, 6);
  return each ? estimated(formatExact(each), newCustomers, null, terms) : tooFew(0, terms);
}
