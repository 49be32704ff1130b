import { chiSquareTail } from './chi-square-tail.ts';

/** Counts against expected shares; `residuals` are standard normal where the shares are right. */
export interface Fit {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  readonly residuals: readonly number[];
}

/**
 * Pearson's chi-square of fit. `shares` add up to 1 and are known, not estimated from the counts. A count where none is
 * expected makes the mix impossible: chi-square is then infinite and p is 0. Null without counts.
 */
export function goodnessOfFit(counts: readonly number[], shares: readonly number[]): Fit | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const used = shares.filter((share) => share > 0).length;
  if (all === 0 || used < 2) return null;
  const cells = counts.map((count, i) => ({ count, share: shares[i] ?? 0 }));
  const chiSquare = cells.reduce((sum, { count, share }) => sum + part(count, share * all), 0);
  return {
    chiSquare,
    degreesOfFreedom: used - 1,
    pValue: chiSquareTail(chiSquare, used - 1),
    residuals: cells.map(({ count, share }) => {
      const error = Math.sqrt(all * share * (1 - share));
      return error > 0 ? (count - share * all) / error : count === share * all ? 0 : Number.POSITIVE_INFINITY;
    }),
  };
}

function part(count: number, expected: number): number {
  if (expected > 0) return (count - expected) ** 2 / expected;
  return count === 0 ? 0 : Number.POSITIVE_INFINITY;
}
