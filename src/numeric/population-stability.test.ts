import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { populationStability } from './population-stability.ts';

const counts = fc.integer({ min: 0, max: 10_000 });
const pairs = fc
  .array(fc.tuple(counts, counts), { minLength: 2, maxLength: 12 })
  .filter((bins) => bins.some(([before]) => before > 0) && bins.some(([, after]) => after > 0));
const sides = (bins: readonly (readonly [number, number])[]) =>
  [bins.map(([before]) => before), bins.map(([, after]) => after)] as const;

describe('populationStability', () => {
  it('is what a hand works out', () => {
    // 0.3 ln(0.8 / 0.5) + 0.3 ln(0.5 / 0.2)
    const { index, parts, pValue } = populationStability([50, 50], [80, 20]);
    expect(index).toBeCloseTo(0.3 * Math.log(1.6) + 0.3 * Math.log(2.5), 12);
    expect(parts[0]).toBeCloseTo(0.141001, 6);
    expect(parts[1]).toBeCloseTo(0.274887, 6);
    // 0.415888 / (1/100 + 1/100) = 20.79 of one degree of freedom.
    expect(pValue).toBeCloseTo(5.1e-6, 7);
  });

  it('counts an empty bin as half a row', () => {
    // p = 0.5 / 10 and q = 4 / 10; the other bin goes from 10 / 10 to 6 / 10.
    const expected = (0.4 - 0.05) * Math.log(0.4 / 0.05) + (0.6 - 1) * Math.log(0.6);
    expect(populationStability([10, 0], [6, 4]).index).toBeCloseTo(expected, 12);
    expect(populationStability([10, 0], [10, 0])).toEqual({ index: 0, parts: [0, 0], pValue: 1 });
  });

  it('is 0 for equal shares, whatever the number of rows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 2 }),
        fc.integer({ min: 1, max: 50 }),
        (bins, times) => {
          const more = bins.map((count) => count * times);
          expect(populationStability(bins, more).index).toBeCloseTo(0, 9);
        },
      ),
    );
  });

  it('is the same from either side, in any order of bins, and the sum of its parts, none of them negative', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), (bins, turn) => {
        const [before, after] = sides(bins);
        const { index, parts, pValue } = populationStability(before, after);
        expect(populationStability(after, before).index).toBeCloseTo(index, 9);
        const at = turn % bins.length;
        const [first, second] = sides([...bins.slice(at), ...bins.slice(0, at)]);
        expect(populationStability(first, second).index).toBeCloseTo(index, 9);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(index, 9);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        expect(pValue).toBeGreaterThanOrEqual(0);
        expect(pValue).toBeLessThanOrEqual(1);
      }),
    );
  });
});
