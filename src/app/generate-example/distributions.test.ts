import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/seeded-random.ts';
import { clamp, exponential, logNormal, pickWeighted, poisson } from './distributions.ts';

const draws = (count: number, draw: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => draw(i));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('distributions', () => {
  it('have the centre they are asked for', () => {
    const random = seededRandom(3);
    for (const wanted of [0.3, 4, 29, 31, 200])
      expect(mean(draws(4000, () => poisson(random, wanted))) / wanted).toBeCloseTo(1, 1);
    expect(mean(draws(8000, () => exponential(random, 12)))).toBeCloseTo(12, 0);
    const sorted = draws(8001, () => logNormal(random, 50, 1.2)).sort((a, b) => a - b);
    expect(sorted[4000]! / 50).toBeCloseTo(1, 1);
  });

  it('pick by weight, and never what weighs nothing', () => {
    const random = seededRandom(4);
    const picks = Array.from({ length: 4000 }, () => pickWeighted(random, { a: 3, b: 0, c: 1 }));
    expect(picks.filter((pick) => pick === 'a').length / 4000).toBeCloseTo(0.75, 1);
    expect(picks).not.toContain('b');
  });

  it('give finite, non-negative draws for every seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.01, max: 500, noNaN: true }), (seed, centre) => {
        const random = seededRandom(seed);
        for (const draw of [poisson, exponential, (r: typeof random, c: number) => logNormal(r, c, 1)]) {
          const value = draw(random, centre);
          expect(Number.isFinite(value) && value >= 0).toBe(true);
        }
        expect(clamp(random.normal(0, centre), -1, 1)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
