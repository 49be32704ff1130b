import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawRows } from '../../src/numeric/cluster/draw-rows.ts';
import { bestJaccards } from '../../src/numeric/jaccard.ts';
import { kMeans } from '../../src/numeric/k-means.ts';
import type { Matrix } from '../../src/numeric/matrix.ts';
import { matrixOf, standardise } from '../../src/numeric/matrix.ts';
import { realData } from '../support/real-project.ts';

const folder = realData('telco');

const NUMBERS = ['tenure', 'MonthlyCharges', 'TotalCharges'];
const LEFT_OUT = new Set(['customerID', 'Churn']);
const REPEATS = 20;

/** k-means and mean Jaccard coefficients of fpc's clusterboot, 20 resamplings; sizes in the order of the coefficients. */
const CLUSTERBOOT = [
  {
    groups: 3,
    sizes: [3187, 1526, 2330],
    jaccards: [0.99465977653, 1, 0.992657617],
    inertia: 50627.8709436376,
  },
  {
    groups: 4,
    sizes: [1653, 1526, 1986, 1878],
    jaccards: [0.9884864665, 1, 0.98989115534, 0.99338578753],
    inertia: 46882.8494359026,
  },
];

/** Numbers as z-scores, the total of the eleven who paid nothing yet as 0, and a column of 0 and 1 for every level of words. */
function telcoMatrix(path: string): Matrix {
  const [header = [], ...lines] = readFileSync(path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const columnOf = (name: string) => lines.map((cells) => cells[header.indexOf(name)]!.trim());
  const numbers = NUMBERS.map((name) => columnOf(name).map(Number));
  const scaled = standardise(matrixOf(lines.map((_, row) => numbers.map((values) => values[row]!))));
  const flags = header
    .filter((name) => !NUMBERS.includes(name) && !LEFT_OUT.has(name))
    .map(columnOf)
    .flatMap((values) => [...new Set(values)].map((level) => values.map((value) => Number(value === level))));
  return matrixOf(
    lines.map((_, row) => [
      ...scaled.values.subarray(row * NUMBERS.length, (row + 1) * NUMBERS.length),
      ...flags.map((flag) => flag[row]!),
    ]),
  );
}

describe.skipIf(folder === null)('telco', () => {
  const matrix = telcoMatrix(`${folder}/telco.csv`);

  it.each(CLUSTERBOOT)(
    'in $groups groups has the within-SS of R and is as stable as clusterboot says, within three standard errors',
    ({ groups, sizes, jaccards, inertia }) => {
      const whole = kMeans(matrix, { groups, seed: 1, starts: 5 });
      // R moves single rows (Hartigan and Wong), which can end a row or two elsewhere.
      expect(Math.abs(whole.inertia / inertia - 1)).toBeLessThan(1e-6);
      const found: number[][] = sizes.map(() => []);
      for (let repeat = 0; repeat < REPEATS; repeat++) {
        const weights = timesDrawn(matrix.rows, repeat);
        const again = kMeans(matrix, { groups, seed: repeat, starts: 3, weights });
        bestJaccards(whole.labels, again.labels, groups, weights).forEach((jaccard, group) =>
          found[group]!.push(jaccard ?? 0),
        );
      }
      const counts = sizes.map((_, group) => whole.labels.filter((label) => label === group).length);
      sizes.forEach((size, at) => {
        const group = counts.findIndex((count) => Math.abs(count - size) <= 5);
        const { mean, error } = summary(found[group]!);
        // Both sides are means of as many resamplings, so the difference has the error of each.
        expect(Math.abs(mean - jaccards[at]!)).toBeLessThanOrEqual(3 * Math.SQRT2 * error);
      });
    },
  );
});

/** How often each row is in a resampling. */
function timesDrawn(rows: number, repeat: number): Float32Array {
  const { rows: drawn, times } = drawRows(rows, null, 1, repeat);
  const weights = new Float32Array(rows);
  drawn.forEach((row, at) => (weights[row] = times[at]!));
  return weights;
}

function summary(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}
