import { seededRandom } from '../base/seeded-random.ts';
import type { SeededRandom } from '../base/seeded-random.ts';
import { centroidsOf } from './centroids.ts';
import type { Matrix } from './matrix.ts';
import { squaredDistance } from './matrix.ts';

export interface KMeansOptions {
  readonly groups: number;
  readonly seed: number;
  /** Runs from different seeds, of which the tightest counts; 10 unless given. */
  readonly starts?: number;
  /** Rounds a run takes at most; 300 unless given. It ends earlier where no row changes its group. */
  readonly rounds?: number;
  readonly weights?: ArrayLike<number>;
}

/** Groups by the nearest of as many means: labels from 0, the means one after the other, and the weighted inertia. */
export interface KMeans {
  readonly labels: Int32Array;
  readonly centres: Float64Array;
  readonly inertia: number;
}

/**
 * Lloyd's algorithm from k-means++ seeds. A group left empty takes the row farthest from its mean, of those in groups of
 * several rows. Where rows differ in fewer values than there are groups, some groups stay empty.
 * Sources: Lloyd, IEEE Information Theory 28 (1982); Arthur and Vassilvitskii, SODA 2007.
 */
export function kMeans(matrix: Matrix, options: KMeansOptions): KMeans {
  if (options.groups < 1 || options.groups > matrix.rows)
    throw new RangeError(`${options.groups} groups of ${matrix.rows} rows are not possible`);
  const random = seededRandom(options.seed).fork('k-means');
  const runs = Array.from({ length: options.starts ?? 10 }, (_, start) =>
    run(matrix, options, random.fork(`start ${start}`)),
  );
  return runs.reduce((best, one) => (one.inertia < best.inertia ? one : best));
}

function run(matrix: Matrix, { groups, weights, rounds = 300 }: KMeansOptions, random: SeededRandom): KMeans {
  let centres = seedCentres(matrix, groups, weights, random);
  let { labels, inertia } = assign(matrix, centres, weights);
  for (let round = 0; round < rounds; round++) {
    fillEmpty(matrix, labels, centres, groups);
    centres = centroidsOf(matrix, labels, groups, weights).means;
    const next = assign(matrix, centres, weights);
    const settled = next.labels.every((label, row) => label === labels[row]);
    ({ labels, inertia } = next);
    if (settled) break;
  }
  return { labels, centres, inertia };
}

function assign(matrix: Matrix, centres: Float64Array, weights: ArrayLike<number> | undefined) {
  const labels = new Int32Array(matrix.rows);
  let inertia = 0;
  for (let row = 0; row < matrix.rows; row++) {
    let nearest = Infinity;
    for (let at = 0; at < centres.length; at += matrix.width) {
      const away = squaredDistance(matrix, row, centres, at);
      if (away < nearest) {
        nearest = away;
        labels[row] = at / matrix.width;
      }
    }
    inertia += (weights?.[row] ?? 1) * nearest;
  }
  return { labels, inertia };
}

/** Gives each empty group the row farthest from its mean; changes `labels`. */
function fillEmpty(matrix: Matrix, labels: Int32Array, centres: Float64Array, groups: number): void {
  const sizes = new Float64Array(groups);
  for (const label of labels) sizes[label]! += 1;
  for (let group = 0; group < groups; group++) {
    if (sizes[group]! > 0) continue;
    let [farthest, most] = [-1, 0];
    for (let row = 0; row < matrix.rows; row++) {
      const away = squaredDistance(matrix, row, centres, labels[row]! * matrix.width);
      if (away > most && sizes[labels[row]!]! > 1) [farthest, most] = [row, away];
    }
    if (farthest < 0) return;
    sizes[labels[farthest]!]! -= 1;
    sizes[group] = 1;
    labels[farthest] = group;
  }
}

function seedCentres(
  matrix: Matrix,
  groups: number,
  weights: ArrayLike<number> | undefined,
  random: SeededRandom,
): Float64Array {
  const { rows, width, values } = matrix;
  const centres = new Float64Array(groups * width);
  const chances = Float64Array.from({ length: rows }, (_, row) => weights?.[row] ?? 1);
  const nearest = new Float64Array(rows).fill(Infinity);
  for (let group = 0; group < groups; group++) {
    const row = drawRow(chances, random);
    centres.set(values.subarray(row * width, (row + 1) * width), group * width);
    for (let other = 0; other < rows; other++) {
      nearest[other] = Math.min(nearest[other]!, squaredDistance(matrix, other, centres, group * width));
      chances[other] = (weights?.[other] ?? 1) * nearest[other]!;
    }
  }
  return centres;
}

/** A row drawn in proportion to its chance; any row where none has one. */
function drawRow(chances: Float64Array, random: SeededRandom): number {
  let left = random.next() * chances.reduce((sum, chance) => sum + chance, 0);
  let last = -1;
  for (let row = 0; row < chances.length; row++) {
    if (chances[row]! <= 0) continue;
    last = row;
    left -= chances[row]!;
    if (left < 0) return row;
  }
  return last < 0 ? random.integer(0, chances.length - 1) : last;
}
