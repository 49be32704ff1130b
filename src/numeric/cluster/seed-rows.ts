import type { SeededRandom } from '../../base/seeded-random.ts';
import type { CodeBook } from './code-book.ts';
import { CODES, MISSING, ZERO_ATOM } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';

/** A difference on a scale counts no more than this many squared deviations, a different level as much as one. */
const MOST_APART = 9;
const OTHER_LEVEL = 1;

/** Rows considered as seeds: a sample of a sample is enough to find every segment worth finding. */
const POOL = 1_000;

/**
 * Rows far apart, as k-means++ draws them: the first by chance, each next with a chance that grows with its squared
 * distance from the nearest so far. `counts` are those of `countCodes`; missing cells are passed over.
 * Source: Arthur and Vassilvitskii, SODA 2007.
 */
export function seedRows(
  table: CodedTable,
  counts: Float64Array,
  size: number,
  { rows, random }: { readonly rows: number; readonly random: SeededRandom },
): readonly number[] {
  const pool = Math.min(rows, POOL);
  const places = table.books.map((book, b) => placesOf(book, counts.subarray(b * CODES, (b + 1) * CODES)));
  const seeds = [random.integer(0, pool - 1)];
  const nearest = new Float64Array(pool).fill(Infinity);
  while (seeds.length < size) {
    const seed = seeds[seeds.length - 1]!;
    for (let row = 0; row < pool; row++)
      nearest[row] = Math.min(nearest[row]!, distance(table, places, row, seed));
    seeds.push(pickBy(nearest, random));
  }
  return seeds;
}

/** Where each code lies in deviations of the column; null where codes have no order. */
function placesOf(book: CodeBook, counts: Float64Array): Float64Array | null {
  if (book.family === 'categories') return null;
  const places = new Float64Array(CODES);
  let [all, sum, squares] = [0, 0, 0];
  book.centres.forEach((centre, code) => {
    all += counts[code]!;
    sum += counts[code]! * centre;
    squares += counts[code]! * centre * centre;
  });
  const deviation = Math.sqrt(Math.max(1e-12, squares / all - (sum / all) ** 2));
  book.centres.forEach((centre, code) => (places[code] = (centre - sum / all) / deviation));
  return places;
}

function distance(
  { codes, books }: CodedTable,
  places: readonly (Float64Array | null)[],
  row: number,
  seed: number,
): number {
  const width = books.length;
  let sum = 0;
  for (let b = 0; b < width; b++) {
    const [one, other] = [codes[row * width + b]!, codes[seed * width + b]!];
    if (one === other || one === MISSING || other === MISSING) continue;
    const place = places[b] ?? null;
    sum +=
      place === null || one === ZERO_ATOM || other === ZERO_ATOM
        ? OTHER_LEVEL
        : Math.min(MOST_APART, (place[one]! - place[other]!) ** 2);
  }
  return sum;
}

/** An index drawn in proportion to the weights; the last one with weight where rounding runs past the end. */
function pickBy(weights: Float64Array, random: SeededRandom): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i]! <= 0) continue;
    last = i;
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return last;
}
