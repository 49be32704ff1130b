import type { SeededRandom } from '../../base/seeded-random.ts';
import type { CodeBook } from './code-book.ts';
import { codeCount, CODES, MISSING, ZERO_ATOM } from './code-book.ts';
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
  const away = new Float64Array(table.books.length * CODES);
  const seeds = [random.integer(0, pool - 1)];
  const nearest = new Float64Array(pool).fill(Infinity);
  while (seeds.length < size) {
    measureFrom(table, places, seeds[seeds.length - 1]!, away);
    for (let row = 0; row < pool; row++) nearest[row] = Math.min(nearest[row]!, sumOf(table, away, row));
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

/** How far every code of every column is from a row's: `away[column * 256 + code]`. */
function measureFrom(
  { codes, books }: CodedTable,
  places: readonly (Float64Array | null)[],
  seed: number,
  away: Float64Array,
): void {
  away.fill(0);
  books.forEach((book, b) => {
    const from = codes[seed * books.length + b]!;
    if (from === MISSING) return;
    const place = places[b]!;
    const far = place === null || from === ZERO_ATOM ? null : place;
    const of = away.subarray(b * CODES, b * CODES + MISSING);
    for (let code = 0; code < codeCount(book); code++)
      of[code] = far === null ? OTHER_LEVEL : Math.min(MOST_APART, (far[code]! - far[from]!) ** 2);
    of[ZERO_ATOM] = OTHER_LEVEL;
    of[from] = 0;
  });
}

function sumOf({ codes, books }: CodedTable, away: Float64Array, row: number): number {
  const width = books.length;
  let sum = 0;
  for (let b = 0; b < width; b++) sum += away[b * CODES + codes[row * width + b]!]!;
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
