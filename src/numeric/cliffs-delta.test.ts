import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairsOf } from '../../test/support/pairs.ts';
import { cliffsDelta, mannWhitneyP } from './cliffs-delta.ts';

const ONE = [3, 5, 0, 0, 8, 12, 0, 7, 7, 1];
const OTHER = [0, 0, 1, 0, 2, 0, 5, 0, 3, 0, 0, 1];

describe('cliffsDelta', () => {
  it('is what the formulas of Feng and Cliff give, computed apart in Python', () => {
    const { value, low, high } = cliffsDelta(pairsOf(ONE, OTHER));
    expect(value).toBeCloseTo(0.475, 14);
    expect([low, high].map((end) => end.toFixed(8))).toEqual(['-0.01931452', '0.78271131']);
  });

  it('leaves room where the groups do not overlap: Wilson for the smaller one', () => {
    const apart = cliffsDelta(pairsOf([5, 6, 7, 8, 9, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2]));
    expect(apart).toMatchObject({ value: 1, high: 1 });
    expect(apart.low).toBeCloseTo((10 - 3.841458820694124) / (10 + 3.841458820694124), 8);
    expect(cliffsDelta(pairsOf([1], [3, 4]))).toMatchObject({ value: -1, low: -1 });
    expect(cliffsDelta(pairsOf([3], [3, 4]))).toEqual({ value: -0.5, low: -1, high: 1 });
  });

  it('turns round when the groups change places, and does not change under any growing function', () => {
    const group = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 25 });
    fc.assert(
      fc.property(group, group, (a, b) => {
        const [one, other] = [cliffsDelta(pairsOf(a, b)), cliffsDelta(pairsOf(b, a))];
        expect(one.value + other.value).toBeCloseTo(0, 12);
        expect(one.low + other.high).toBeCloseTo(0, 12);
        expect(one.low).toBeLessThanOrEqual(one.value + 1e-12);
        expect(one.high).toBeGreaterThanOrEqual(one.value - 1e-12);
        expect(one.low).toBeGreaterThanOrEqual(-1);
        const grown = (values: readonly number[]) => values.map((value) => Math.exp(value));
        expect(cliffsDelta(pairsOf(grown(a), grown(b)))).toEqual(one);
      }),
    );
  });
});

describe('mannWhitneyP', () => {
  it('is what SciPy gives with ties (mannwhitneyu, asymptotic, no continuity correction)', () => {
    expect(mannWhitneyP(pairsOf(ONE, OTHER), 1032)).toBeCloseTo(0.04795969348656234, 12);
  });

  it('is 1 where all values are equal', () => {
    expect(mannWhitneyP({ first: 3, second: 4, doubleWins: 12n }, 7 ** 3 - 7)).toBe(1);
  });
});
