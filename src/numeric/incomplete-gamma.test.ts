import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareTail } from './chi-square-tail.ts';
import { incompleteGamma } from './incomplete-gamma.ts';

describe('incompleteGamma', () => {
  it('is what SciPy 1.17.1 gives (gammainc, gammaincc), far into the tail', () => {
    const references = [
      [incompleteGamma(0.5, 0.5).lower, 0.6826894921370859],
      [incompleteGamma(3, 2.5).lower, 0.45618688411667035],
      [incompleteGamma(50, 60).lower, 0.9155933189063082],
      [incompleteGamma(1000, 1010).lower, 0.6276789447369947],
      [incompleteGamma(0.5, 8).upper, 6.334248366623988e-5],
      [incompleteGamma(50, 60).upper, 0.08440668109369177],
      [incompleteGamma(0.5, 200).upper, 5.507248237212379e-89],
    ] as const;
    for (const [value, reference] of references) expect(value / reference - 1).toBeCloseTo(0, 12);
  });

  it('has ends, and refuses what it is not defined for', () => {
    expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
    expect(incompleteGamma(2, Number.POSITIVE_INFINITY)).toEqual({ lower: 1, upper: 0 });
    for (const [a, x] of [
      [0, 1],
      [1, -1],
      [Number.NaN, 1],
    ] as const)
      expect(() => incompleteGamma(a, x)).toThrow(RangeError);
  });

  it('grows with x and adds up to 1', () => {
    const positive = fc.double({ min: 0.01, max: 500, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, (a, x, more) => {
        const [here, there] = [incompleteGamma(a, x), incompleteGamma(a, x + more)];
        expect(here.lower + here.upper).toBeCloseTo(1, 13);
        expect(there.lower).toBeGreaterThanOrEqual(here.lower - 1e-13);
      }),
    );
  });
});

describe('chiSquareTail', () => {
  it('is what SciPy gives (chi2.sf)', () => {
    const references = [
      [chiSquareTail(3.841458820694124, 1), 0.04999999999999989],
      [chiSquareTail(10, 5), 0.07523524614651217],
      [chiSquareTail(30.07, 2), 2.9538093752232107e-7],
      [chiSquareTail(250, 200), 0.009379131668826098],
    ] as const;
    for (const [value, reference] of references) expect(value / reference - 1).toBeCloseTo(0, 12);
    expect(chiSquareTail(0, 3)).toBe(1);
  });
});
