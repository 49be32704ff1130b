import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableEdges } from './readable-edges.ts';

describe('readableEdges', () => {
  it('are of one readable width over even values', () => {
    expect(readableEdges([18, 33, 48, 63, 78], 8, true)).toEqual([20, 30, 40, 50, 60, 70]);
    expect(readableEdges([0.02, 0.3, 0.55, 0.8, 0.97], 5, false)).toEqual([0.2, 0.4, 0.6, 0.8]);
    expect(readableEdges([-40, -5, 3, 20, 45], 5, true)).toEqual([-20, 0, 20, 40]);
  });

  it('grow where one width would put most values into one bin', () => {
    expect(readableEdges([5, 40, 90, 400, 9000], 10, false)).toEqual([
      10, 20, 50, 100, 200, 500, 1000, 2000, 5000,
    ]);
  });

  it('are none where all values are equal', () => {
    expect(readableEdges([7, 7, 7], 8, true)).toEqual([]);
  });

  it('ascend, within the values, and are few', () => {
    const value = fc.oneof(
      fc.integer({ min: -1000, max: 100_000 }),
      fc.double({ min: 0, max: 5, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 30 }), fc.boolean(), (values, isWhole) => {
        const quantiles = values.toSorted((a, b) => a - b);
        fc.pre(
          isWhole ? quantiles.every(Number.isInteger) : (quantiles.at(-1) ?? 0) - (quantiles[0] ?? 0) > 1e-9,
        );
        const edges = readableEdges(quantiles, 10, isWhole);
        expect(edges.length).toBeLessThanOrEqual(14);
        expect(edges.every((edge, i) => i === 0 || edge > (edges[i - 1] ?? 0))).toBe(true);
        expect(edges.every((edge) => edge > (quantiles[0] ?? 0) || edges.length === 1)).toBe(true);
      }),
    );
  });
});
