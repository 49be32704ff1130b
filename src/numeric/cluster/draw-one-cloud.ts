import type { SeededRandom } from '../../base/seeded-random.ts';
import type { Cloud } from './cloud.ts';
import { COEFFICIENTS } from './cloud.ts';
import { cloudOfMoments, momentsOf } from './cloud-moments.ts';
import type { CloudKernel } from './cloud-room.ts';
import { CODES, MISSING, ZERO_ATOM } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';
import { fitCloud } from './elliptical-cloud.ts';
import { normalScores } from './normal-scores.ts';

/**
 * A table as it might be if its rows were one cloud. Every column keeps its values, missing and zeros among them; only who
 * has which is drawn anew: ordered values go with a row's place in the cloud, levels and zeros and what is missing go
 * where they fall. `cloud` was fitted to the normal scores of the table's ordered columns, in their order.
 */
export function drawOneCloud(table: CodedTable, cloud: Cloud, random: SeededRandom): CodedTable {
  const { rows, books } = table;
  const width = books.length;
  const codes = new Uint8Array(rows * width);
  const places = drawPlaces(rows, cloud, random);
  let ordered = 0;
  books.forEach((book, b) => {
    const column = shuffled(columnOf(table, b), random);
    if (book.family === 'scale') putInOrder(column, places[ordered++]!);
    for (let row = 0; row < rows; row++) codes[row * width + b] = column[row]!;
  });
  return { rows, books, codes };
}

/**
 * The cloud that a table would be if it were one: columns go together as they do, with the tails that all rows have. Those of
 * a fitted cloud would go together a little more, since what lies far out counts for less in it.
 */
export function oneCloudOf(table: CodedTable, kernel: CloudKernel): Cloud {
  const scores = normalScores(table);
  const once = new Float64Array(table.rows).fill(1);
  const normal = cloudOfMoments(momentsOf(scores, once), true);
  const { freedom } = fitCloud(kernel.enter(scores, once), kernel, normal);
  return { ...normal, freedom };
}

/** Places of rows in a cloud, column by column: two factors, noise, and a stretch of the whole row by the tails. */
function drawPlaces(
  rows: number,
  { coefficients, noise, freedom }: Cloud,
  random: SeededRandom,
): readonly Float64Array[] {
  const places = Array.from(noise, () => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const [one, two] = [random.normal(), random.normal()];
    const stretch = Math.sqrt(freedom / chiSquare(freedom, random));
    places.forEach((column, c) => {
      const shared = coefficients[c * COEFFICIENTS + 1]! * one + coefficients[c * COEFFICIENTS + 2]! * two;
      const own = Math.sqrt(noise[c]!) * random.normal();
      column[row] = coefficients[c * COEFFICIENTS]! + stretch * (shared + own);
    });
  }
  return places;
}

/** Chi-square with an even number of degrees of freedom: a sum of exponentials. */
function chiSquare(freedom: number, random: SeededRandom): number {
  let sum = 0;
  for (let pair = 0; pair < freedom / 2; pair++) sum -= 2 * Math.log(1 - random.next());
  return sum;
}

const columnOf = ({ rows, books, codes }: CodedTable, b: number) =>
  Uint8Array.from({ length: rows }, (_, row) => codes[row * books.length + b]!);

/** Fisher and Yates; changes the column. */
function shuffled(column: Uint8Array, random: SeededRandom): Uint8Array {
  for (let last = column.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    const held = column[last]!;
    column[last] = column[other]!;
    column[other] = held;
  }
  return column;
}

/** Rows with a value get the column's values in the order of their places; zeros and missing stay. Changes the column. */
function putInOrder(column: Uint8Array, places: Float64Array): void {
  const valued = Uint32Array.from(column, (_, row) => row).filter(
    (row) => column[row] !== MISSING && column[row] !== ZERO_ATOM,
  );
  const counts = new Uint32Array(CODES);
  for (const row of valued) counts[column[row]!]! += 1;
  valued.sort((a, b) => places[a]! - places[b]!);
  let at = 0;
  counts.forEach((count, code) => {
    for (let i = 0; i < count; i++) column[valued[at++]!] = code;
  });
}
