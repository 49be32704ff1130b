import type { SeededRandom } from '../../base/seeded-random.ts';
import { seededRandom } from '../../base/seeded-random.ts';
import { centroidsOf } from '../centroids.ts';
import type { Matrix } from '../matrix.ts';
import { squaredDistance } from '../matrix.ts';
import { CODES, MISSING } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';
import { scaledMatrix } from './scaled-matrix.ts';

export interface KPrototypesOptions {
  readonly groups: number;
  readonly seed: number;
  readonly starts?: number;
  readonly rounds?: number;
  /** What a level that differs costs beside squared deviations; half the mean deviation of the numbers, 0.5, as Huang. */
  readonly price?: number;
}

export interface KPrototypes {
  readonly labels: Int32Array;
  /** Sum over rows of the distance from their prototype. */
  readonly cost: number;
}

interface Mixed {
  readonly numbers: Matrix;
  /** Codes of the columns of levels, row by row. */
  readonly levels: Uint8Array;
  readonly width: number;
  readonly price: number;
}

interface Prototypes {
  readonly means: Float64Array;
  readonly modes: Uint8Array;
}

/**
 * Groups a mixed table around prototypes: means of the standardised numbers and the commonest level of each column; a
 * missing level costs nothing. Seeds are rows far apart, and an emptied group keeps its prototype.
 * Source: Huang, Data Mining and Knowledge Discovery 2 (1998); seeds as k-means++.
 */
export function kPrototypes(table: CodedTable, options: KPrototypesOptions): KPrototypes {
  const { groups, seed, starts = 10 } = options;
  if (groups < 1 || groups > table.rows)
    throw new RangeError(`${groups} groups of ${table.rows} rows are not possible`);
  const mixed = { ...levelsOf(table), numbers: scaledMatrix(table), price: options.price ?? 0.5 };
  const random = seededRandom(seed).fork('k-prototypes');
  const runs = Array.from({ length: starts }, (_, start) =>
    run(mixed, groups, options.rounds ?? 100, random.fork(`start ${start}`)),
  );
  return runs.reduce((best, one) => (one.cost < best.cost ? one : best));
}

function levelsOf({ rows, books, codes }: CodedTable): Pick<Mixed, 'levels' | 'width'> {
  const unordered = books.flatMap((book, b) => (book.family === 'categories' ? [b] : []));
  const width = unordered.length;
  const levels = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++)
    unordered.forEach((b, c) => (levels[row * width + c] = codes[row * books.length + b]!));
  return { levels, width };
}

function run(mixed: Mixed, groups: number, rounds: number, random: SeededRandom): KPrototypes {
  let prototypes = seed(mixed, groups, random);
  let { labels, cost } = assign(mixed, prototypes, groups);
  for (let round = 0; round < rounds; round++) {
    prototypes = summarise(mixed, labels, groups, prototypes);
    const next = assign(mixed, prototypes, groups);
    const settled = next.labels.every((label, row) => label === labels[row]);
    ({ labels, cost } = next);
    if (settled) break;
  }
  return { labels, cost };
}

function distance(
  { numbers, levels, width, price }: Mixed,
  row: number,
  at: Prototypes,
  group: number,
): number {
  let sum = squaredDistance(numbers, row, at.means, group * numbers.width);
  for (let c = 0; c < width; c++) {
    const level = levels[row * width + c]!;
    if (level !== MISSING && level !== at.modes[group * width + c]!) sum += price;
  }
  return sum;
}

function assign(mixed: Mixed, prototypes: Prototypes, groups: number): KPrototypes {
  const labels = new Int32Array(mixed.numbers.rows);
  let cost = 0;
  for (let row = 0; row < labels.length; row++) {
    let nearest = Infinity;
    for (let group = 0; group < groups; group++) {
      const away = distance(mixed, row, prototypes, group);
      if (away < nearest) {
        nearest = away;
        labels[row] = group;
      }
    }
    cost += nearest;
  }
  return { labels, cost };
}

function summarise(mixed: Mixed, labels: Int32Array, groups: number, before: Prototypes): Prototypes {
  const { numbers, levels, width } = mixed;
  const { means, sizes } = centroidsOf(numbers, labels, groups);
  const modes = Uint8Array.from(before.modes);
  const counts = new Uint32Array(groups * CODES);
  for (let c = 0; c < width; c++) {
    counts.fill(0);
    for (let row = 0; row < labels.length; row++)
      counts[labels[row]! * CODES + levels[row * width + c]!]! += 1;
    for (let group = 0; group < groups; group++) {
      const of = counts.subarray(group * CODES, group * CODES + MISSING);
      const most = Math.max(...of);
      if (most > 0) modes[group * width + c] = of.indexOf(most);
    }
  }
  for (let group = 0; group < groups; group++)
    if (sizes[group] === 0)
      means.set(
        before.means.subarray(group * numbers.width, (group + 1) * numbers.width),
        group * numbers.width,
      );
  return { means, modes };
}

function seed(mixed: Mixed, groups: number, random: SeededRandom): Prototypes {
  const { numbers, levels, width } = mixed;
  const prototypes = {
    means: new Float64Array(groups * numbers.width),
    modes: new Uint8Array(groups * width),
  };
  const nearest = new Float64Array(numbers.rows).fill(Infinity);
  let row = random.integer(0, numbers.rows - 1);
  for (let group = 0; group < groups; group++) {
    prototypes.means.set(
      numbers.values.subarray(row * numbers.width, (row + 1) * numbers.width),
      group * numbers.width,
    );
    prototypes.modes.set(levels.subarray(row * width, (row + 1) * width), group * width);
    for (let other = 0; other < numbers.rows; other++)
      nearest[other] = Math.min(nearest[other]!, distance(mixed, other, prototypes, group));
    row = farRow(nearest, random);
  }
  return prototypes;
}

/** A row drawn in proportion to its distance from the nearest prototype. */
function farRow(nearest: Float64Array, random: SeededRandom): number {
  let left = random.next() * nearest.reduce((sum, away) => sum + away, 0);
  const found = nearest.findIndex((away) => (left -= away) < 0);
  return found < 0 ? random.integer(0, nearest.length - 1) : found;
}
