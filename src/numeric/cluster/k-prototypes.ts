import type { SeededRandom } from '../../base/seeded-random.ts';
import { seededRandom } from '../../base/seeded-random.ts';
import type { CodedTable } from './coded-table.ts';
import type { Assigned, Mixed, Prototypes } from './prototypes.ts';
import { assignTo, distanceTo, mixedOf, prototypesOf } from './prototypes.ts';

export interface KPrototypesOptions {
  readonly groups: number;
  readonly seed: number;
  /** Runs from different seeds, of which the cheapest counts; 10 unless given. */
  readonly starts?: number;
  /** Rounds a run takes at most; 100 unless given. */
  readonly rounds?: number;
  /** What a level that differs costs beside squared deviations; half the mean deviation of the numbers, 0.5, as Huang. */
  readonly price?: number;
}

/** `cost` is the sum over rows of the distance from their prototype. */
export interface KPrototypes extends Assigned {
  readonly prototypes: Prototypes;
}

/**
 * Groups a mixed table around prototypes: means of the standardised numbers and the commonest level of each column. A
 * missing value costs nothing: distances are of the values a row has, and means of those that are there. Without
 * columns of levels this is k-means. Seeds are rows far apart, and an emptied group keeps its prototype.
 * Source: Huang, Data Mining and Knowledge Discovery 2 (1998); seeds as k-means++.
 */
export function kPrototypes(table: CodedTable, options: KPrototypesOptions): KPrototypes {
  const { groups, seed, starts = 10 } = options;
  if (groups < 1 || groups > table.rows)
    throw new RangeError(`${groups} groups of ${table.rows} rows are not possible`);
  const mixed = mixedOf(table, options.price);
  const random = seededRandom(seed).fork('k-prototypes');
  const runs = Array.from({ length: starts }, (_, start) =>
    run(mixed, groups, options.rounds ?? 100, random.fork(`start ${start}`)),
  );
  return runs.reduce((best, one) => (one.cost < best.cost ? one : best));
}

function run(mixed: Mixed, groups: number, rounds: number, random: SeededRandom): KPrototypes {
  let prototypes = seedPrototypes(mixed, groups, random);
  let { labels, cost } = assignTo(mixed, prototypes, groups);
  for (let round = 0; round < rounds; round++) {
    prototypes = prototypesOf(mixed, labels, groups, prototypes);
    const next = assignTo(mixed, prototypes, groups);
    const settled = next.labels.every((label, row) => label === labels[row]);
    ({ labels, cost } = next);
    if (settled) break;
  }
  return { labels, cost, prototypes };
}

/** A row's missing numbers stand at the mean of all, as in the matrix. */
function seedPrototypes(mixed: Mixed, groups: number, random: SeededRandom): Prototypes {
  const { numbers, levels, prices } = mixed;
  const prototypes = {
    means: new Float64Array(groups * numbers.width),
    modes: new Uint8Array(groups * prices.length),
  };
  const nearest = new Float64Array(numbers.rows).fill(Infinity);
  let row = random.integer(0, numbers.rows - 1);
  for (let group = 0; group < groups; group++) {
    prototypes.means.set(
      numbers.values.subarray(row * numbers.width, (row + 1) * numbers.width),
      group * numbers.width,
    );
    prototypes.modes.set(
      levels.subarray(row * prices.length, (row + 1) * prices.length),
      group * prices.length,
    );
    for (let other = 0; other < numbers.rows; other++)
      nearest[other] = Math.min(nearest[other]!, distanceTo(mixed, other, prototypes, group));
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
