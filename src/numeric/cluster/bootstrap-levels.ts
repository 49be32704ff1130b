import { seededRandom } from '../../base/seeded-random.ts';
import { bestJaccards } from '../jaccard.ts';
import type { CodedTable } from './coded-table.ts';
import { selectRows } from './coded-table.ts';
import type { MixtureOptions } from './fit-mixture.ts';
import { fitMixture } from './fit-mixture.ts';
import type { MixtureKernel } from './kernel.ts';
import { mergeByClouds } from './merge-clouds.ts';
import type { Groups } from './merge-components.ts';
import type { MixtureParameters } from './mixture.ts';
import { largestOf, mergeMemberships, respondTo } from './respond.ts';
import type { Memberships } from './respond.ts';
import type { Watch } from './watch.ts';

/** How well the segments of one level come back: the mean Jaccard coefficient of each, and its standard error. */
export interface LevelStability {
  readonly jaccards: readonly number[];
  readonly errors: readonly number[];
}

/** How often a row is drawn when as many rows are drawn with replacement: Poisson of mean 1, one stream a repeat. */
export function poissonWeights(rows: number, seed: number, repeat: number): Float32Array {
  const random = seededRandom(seed).fork(`bootstrap ${repeat}`);
  const limit = Math.exp(-1);
  return Float32Array.from({ length: rows }, () => {
    let [count, product] = [0, random.next()];
    while (product > limit) {
      count += 1;
      product *= random.next();
    }
    return count;
  });
}

export interface BootstrapOptions extends MixtureOptions {
  readonly bootstraps: number;
  /** Rows that merging looks at in a repeat. */
  readonly cloudRows: number;
}

/**
 * Refits a mixture from cold starts on bootstrap weights, merges it anew, and compares: for each level of `levels`, the
 * Jaccard coefficient of each of its segments with the best match on the refit's level of as many segments.
 */
export function bootstrapLevels(
  table: CodedTable,
  memberships: Memberships,
  levels: readonly Groups[],
  kernel: MixtureKernel,
  options: BootstrapOptions,
  watch: Watch = {},
): readonly LevelStability[] {
  const labels = levels.map((groups) => largestOf(mergeMemberships(memberships, groups)));
  const found: number[][][] = levels.map((groups) => groups.map(() => []));
  for (let repeat = 0; repeat < options.bootstraps; repeat++) {
    const weights = poissonWeights(table.rows, options.seed, repeat);
    const seed = options.seed + repeat + 1;
    const fit = fitMixture(table, memberships.width, kernel, { ...options, seed }, { weights, watch });
    const again = respondTo(table, fit.parameters, kernel);
    const merged = mergeDrawn(table, fit.parameters, weights, kernel, options);
    levels.forEach((groups, level) => {
      const match = merged.find((one) => one.groups.length === groups.length)!;
      const other = largestOf(mergeMemberships(again, match.groups));
      bestJaccards(labels[level]!, other, groups.length, weights).forEach((jaccard, segment) => {
        if (jaccard !== null) found[level]![segment]!.push(jaccard);
      });
    });
    watch.progress?.({ step: 'bootstrap', done: repeat + 1, all: options.bootstraps });
  }
  return found.map((segments) => ({ jaccards: segments.map(mean), errors: segments.map(errorOfMean) }));
}

/** Merges a refit by the clouds of the first rows that were drawn, each as often as it was. */
function mergeDrawn(
  table: CodedTable,
  parameters: MixtureParameters,
  weights: Float32Array,
  kernel: MixtureKernel,
  { cloudRows }: BootstrapOptions,
) {
  const drawn: number[] = [];
  for (let row = 0; row < table.rows && drawn.length < cloudRows; row++)
    for (let time = 0; time < weights[row]!; time++) drawn.push(row);
  const sample = selectRows(table, drawn);
  return mergeByClouds(sample, respondTo(sample, parameters, kernel));
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function errorOfMean(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
