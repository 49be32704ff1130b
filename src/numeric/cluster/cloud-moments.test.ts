import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/seeded-random.ts';
import type { Scores } from './cloud.ts';
import { addMoments, cloudOfMoments, momentsOf } from './cloud-moments.ts';

const LOADINGS = [0.9, 0.8, -0.7, 0.6, 0, 0];

/** Rows with one factor, a tenth of the cells missing. */
function rowsWithAFactor(rows: number): Scores {
  const random = seededRandom(5);
  const width = LOADINGS.length;
  const values = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const factor = random.normal();
    LOADINGS.forEach((loading, c) => {
      const own = Math.sqrt(1 - loading * loading) * random.normal();
      values[c * rows + row] = random.next() < 0.1 ? Number.NaN : 0.5 + loading * factor + own;
    });
  }
  return { rows, width, values };
}

describe('moments', () => {
  const scores = rowsWithAFactor(8_000);
  const weights = Float64Array.from({ length: scores.rows }, (_, row) => (row % 4) / 4);
  const all = momentsOf(scores, weights);

  it('of two parts add up to those of both', () => {
    const parts = [0, 1].map((part) =>
      momentsOf(
        scores,
        weights.map((weight, row) => (row % 2 === part ? weight : 0)),
      ),
    );
    const together = addMoments(parts);
    for (const of of ['weights', 'sums', 'products'] as const)
      together[of].forEach((sum, i) => expect(sum).toBeCloseTo(all[of][i]!, 8));
  });

  it('give back the means and how columns go together', () => {
    const { coefficients, noise } = cloudOfMoments(all, true);
    const loadings = (c: number) => coefficients.subarray(3 * c + 1, 3 * c + 3);
    LOADINGS.forEach((one, a) => {
      expect(coefficients[3 * a]).toBeCloseTo(0.5, 1);
      LOADINGS.forEach((other, b) => {
        const shared = loadings(a)[0]! * loadings(b)[0]! + loadings(a)[1]! * loadings(b)[1]!;
        expect(Math.abs(shared + (a === b ? noise[a]! : 0) - (a === b ? 1 : one * other))).toBeLessThan(0.06);
      });
    });
  });

  it('without factors are means and variances', () => {
    const { coefficients, noise } = cloudOfMoments(all, false);
    expect(coefficients.filter((_, i) => i % 3 > 0).every((loading) => loading === 0)).toBe(true);
    noise.forEach((variance) => expect(Math.abs(variance - 1)).toBeLessThan(0.06));
  });
});
