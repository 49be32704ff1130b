import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cliffsDelta, mannWhitneyP } from './cliffs-delta.ts';

describe('cliffsDelta', () => {
  it('is 0.475 for 88.5 of 120 pairs, with the root of the score equation that SciPy finds (brentq)', () => {
    // 3 5 0 0 8 12 0 7 7 1 against 0 0 1 0 2 0 5 0 3 0 0 1.
    const { value, low, high } = cliffsDelta({ first: 10, second: 12, wins: 88.5 });
    expect(value).toBeCloseTo(0.475, 14);
    expect(low).toBeCloseTo(-0.020283811508609917, 8);
    expect(high).toBeCloseTo(0.7706626844766369, 8);
    const larger = cliffsDelta({ first: 30, second: 40, wins: 900 });
    expect([larger.low, larger.high].map((end) => end.toFixed(8))).toEqual(['0.23396327', '0.68864970']);
  });

  it('leaves room where the groups do not overlap, which a Wald interval does not', () => {
    expect(cliffsDelta({ first: 10, second: 10, wins: 100 })).toMatchObject({ value: 1, high: 1 });
    expect(cliffsDelta({ first: 10, second: 10, wins: 100 }).low).toBeCloseTo(0.6004272257622119, 8);
    expect(cliffsDelta({ first: 10, second: 10, wins: 0 }).high).toBeCloseTo(-0.6004272257622119, 8);
  });

  it('turns round when the groups change places, and holds its value', () => {
    const size = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(size, size, fc.double({ min: 0, max: 1, noNaN: true }), (first, second, share) => {
        const wins = Math.round(share * 2 * first * second) / 2;
        const one = cliffsDelta({ first, second, wins });
        const other = cliffsDelta({ first: second, second: first, wins: first * second - wins });
        expect(one.value + other.value).toBeCloseTo(0, 9);
        expect(one.low + other.high).toBeCloseTo(0, 9);
        expect(one.low).toBeLessThanOrEqual(one.value + 1e-12);
        expect(one.high).toBeGreaterThanOrEqual(one.value - 1e-12);
        expect(Math.max(Math.abs(one.low), Math.abs(one.high))).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('mannWhitneyP', () => {
  it('is what SciPy gives with ties (mannwhitneyu, asymptotic, no continuity correction)', () => {
    expect(mannWhitneyP({ first: 10, second: 12, wins: 88.5 }, 1032)).toBeCloseTo(0.04795969348656234, 12);
  });

  it('is 1 where all values are equal', () => {
    expect(mannWhitneyP({ first: 3, second: 4, wins: 6 }, 7 ** 3 - 7)).toBe(1);
  });
});
