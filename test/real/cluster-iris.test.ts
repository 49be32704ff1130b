import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adjustedRand } from '../../src/numeric/adjusted-rand.ts';
import { calinskiHarabasz } from '../../src/numeric/calinski-harabasz.ts';
import { bestJaccards } from '../../src/numeric/jaccard.ts';
import { drawRows } from '../../src/numeric/cluster/draw-rows.ts';
import type { ScaleBook } from '../../src/numeric/cluster/code-book.ts';
import { encodeTable } from '../../src/numeric/cluster/coded-table.ts';
import { fitMixture, MIXTURE_DEFAULTS } from '../../src/numeric/cluster/fit-mixture.ts';
import { plainKernel } from '../../src/numeric/cluster/plain-kernel.ts';
import { daviesBouldin } from '../../src/numeric/davies-bouldin.ts';
import { kMeans } from '../../src/numeric/k-means.ts';
import { matrixOf, standardise } from '../../src/numeric/matrix.ts';
import { silhouette } from '../../src/numeric/silhouette.ts';
import { realData } from '../support/real-project.ts';

const folder = realData('iris');

/** Mean Jaccard coefficients of fpc's clusterboot, 100 resamplings, k-means with k = 3 on z-scores. */
const CLUSTERBOOT = [0.99417175158, 0.91154604633, 0.91168402019];
/**
 * BIC of mclust 6.0.0's VVI for 1 and 2 components, mclust's sign, large is good. With 3 mclust stops at -744.6382 from
 * its hierarchical start; the value here is what scikit-learn 1.2.1 gets from 150 k-means++ starts. (From rows of chance
 * it gets -477.04, a component narrowed to a spike; masses cannot do that.)
 */
const MCLUST = [-1522.1201527234, -857.5514938686, -743.9974396727];

/** A code of the given width around every value from the least to the most, and an open one at each end. */
function bookAround(name: string, values: readonly number[], width: number): ScaleBook {
  const low = Math.min(...values) - width;
  const codes = Math.round((Math.max(...values) - low) / width) + 2;
  return {
    ...{ family: 'scale', name, weight: 1, transform: 'none', zeroAtom: false, order: null },
    edges: Array.from({ length: codes - 1 }, (_, i) => low + (i + 0.5) * width),
    centres: Array.from({ length: codes }, (_, i) => low + i * width),
  };
}

describe.skipIf(folder === null)('iris', () => {
  const lines = readFileSync(`${folder}/iris.csv`, 'utf8').trim().split('\n').slice(1);
  const rows = lines.map((line) => line.split(',').slice(0, 4).map(Number));
  const species = lines.map((line) =>
    ['"setosa"', '"versicolor"', '"virginica"'].indexOf(line.split(',')[4]!),
  );
  const scaled = standardise(matrixOf(rows));
  const three = kMeans(scaled, { groups: 3, seed: 1, starts: 50 });

  it('has the within-SS of R and the diagnostics of scikit-learn 1.2.1 for k-means with 3 groups', () => {
    expect(three.inertia).toBeCloseTo(138.8883597174, 9);
    expect(silhouette(scaled, three.labels)).toBeCloseTo(0.45994823920518635, 9);
    expect(calinskiHarabasz(scaled, three.labels)).toBeCloseTo(241.90440170183146, 9);
    expect(daviesBouldin(scaled, three.labels)).toBeCloseTo(0.8335949464754338, 9);
    expect(adjustedRand(three.labels, species)).toBeCloseTo(0.6201351808870379, 9);
  });

  it('is as stable under the bootstrap as clusterboot says, within three standard errors', () => {
    const found: number[][] = [[], [], []];
    for (let repeat = 0; repeat < 100; repeat++) {
      const { rows: drawn, times } = drawRows(150, null, 5, repeat);
      const weights = new Float32Array(150);
      drawn.forEach((row, i) => (weights[row] = times[i]!));
      const again = kMeans(scaled, { groups: 3, seed: repeat, weights });
      bestJaccards(three.labels, again.labels, 3, weights.map(Math.sign)).forEach((jaccard, i) =>
        found[i]!.push(jaccard ?? 0),
      );
    }
    const stable = found
      .map((values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / 100;
        const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        return { mean, error: Math.sqrt(squares / 99 / 100) };
      })
      .toSorted((a, b) => b.mean - a.mean);
    // Both sides are means of 100 resamplings, so the difference has the error of each.
    stable.forEach(({ mean, error }, i) => {
      const expected = CLUSTERBOOT.toSorted((a, b) => b - a)[i]!;
      expect(Math.abs(mean - expected)).toBeLessThan(3 * Math.SQRT2 * error);
    });
  });

  it("has the BIC of mclust's diagonal mixtures when coded finely", () => {
    const columns = [0, 1, 2, 3].map((c) => ({
      name: `column ${c}`,
      type: 'numbers' as const,
      values: rows.map((row) => row[c]!),
    }));
    // Codes a fraction of the 0.1 that flowers were measured in, so that each value lies in the middle of one.
    const widths = [6, 10, 4, 10].map((parts) => 0.1 / parts);
    const books = columns.map(({ name, values }, c) => bookAround(name, values, widths[c]!));
    const table = encodeTable(columns, books);
    // A mass is a density times the width of its code, so likelihoods differ by the logarithms of the widths.
    const coding = 150 * widths.reduce((sum, width) => sum + Math.log(width), 0);
    const found = MCLUST.map((_, i) => {
      const options = { ...MIXTURE_DEFAULTS, starts: 50, kept: 5, passes: 2000, tolerance: 1e-9 };
      return -fitMixture(table, i + 1, plainKernel, options).bic - 2 * coding;
    });
    found.forEach((bic, i) => expect(Math.abs(bic - MCLUST[i]!)).toBeLessThan(0.001));
  });
});
