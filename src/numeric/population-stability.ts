import { chiSquareTail } from './chi-square-tail.ts';
import { sum } from './sum.ts';

/** How far a distribution has moved between two groups. */
export interface Stability {
  /** 0 where the shares are equal; without an upper end. */
  readonly index: number;
  /** What each bin adds to it; never negative. */
  readonly parts: readonly number[];
  /** The chance of an index as large where both groups are drawn from one population; 1 where nothing can differ. */
  readonly pValue: number;
}

/** An empty bin counts as half a row: a share of nothing has no logarithm. */
const EMPTY = 0.5;

/**
 * The population stability index of counts over the same bins: the sum of (q - p) ln(q / p), symmetric in its two groups.
 * By chance alone it is about (1/n + 1/m) times a chi-square of as many degrees of freedom as there are occupied bins,
 * less one. Source: Siddiqi, Credit Risk Scorecards (2006); Yurdakul, Statistical Properties of PSI (2018).
 */
export function populationStability(before: readonly number[], after: readonly number[]): Stability {
  const [first, last] = [sum(before), sum(after)];
  const parts = before.map((count, bin) => partOf(count, after[bin] ?? 0, first, last));
  const index = sum(parts);
  const occupied = before.filter((count, bin) => count + (after[bin] ?? 0) > 0).length;
  const noise = 1 / first + 1 / last;
  return { index, parts, pValue: occupied < 2 ? 1 : chiSquareTail(index / noise, occupied - 1) };
}

function partOf(before: number, after: number, first: number, last: number): number {
  if (before === 0 && after === 0) return 0;
  const [p, q] = [Math.max(before, EMPTY) / first, Math.max(after, EMPTY) / last];
  return (q - p) * Math.log(q / p);
}
