import { incompleteGamma } from './incomplete-gamma.ts';

/**
 * The chance that chi-square with so many degrees of freedom, 1 or more, exceeds `value`: 0.05 for 3.84 and one degree.
 * Of a squared standard normal deviate, with one degree, it is the two-sided p-value.
 */
export function chiSquareTail(value: number, degreesOfFreedom: number): number {
  return incompleteGamma(degreesOfFreedom / 2, Math.max(0, value) / 2).upper;
}
