import { CODES, MISSING } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';
import type { ScaledMatrix } from './scaled-matrix.ts';
import { scaledMatrix } from './scaled-matrix.ts';

/** What a level that differs costs beside squared deviations: half the mean deviation of the numbers, as Huang 1998. */
export const PRICE = 0.5;

/** A table as distances to prototypes see it: scaled numbers, and codes of the columns of levels row by row. */
export interface Mixed {
  readonly numbers: ScaledMatrix;
  readonly levels: Uint8Array;
  /** What a differing level of each column costs. */
  readonly prices: Float64Array;
}

/** Middles of groups, one after the other: means of the numbers, and the commonest level of each column. */
export interface Prototypes {
  readonly means: Float64Array;
  readonly modes: Uint8Array;
}

/** Which prototype is nearest to each row, the first of equals, and the sum of those distances. */
export interface Assigned {
  readonly labels: Int32Array;
  readonly cost: number;
}

export function mixedOf(table: CodedTable, price: number = PRICE): Mixed {
  const { rows, books, codes } = table;
  const unordered = books.flatMap((book, b) => (book.family === 'categories' ? [b] : []));
  const levels = new Uint8Array(rows * unordered.length);
  for (let row = 0; row < rows; row++)
    unordered.forEach((b, c) => (levels[row * unordered.length + c] = codes[row * books.length + b]!));
  return {
    numbers: scaledMatrix(table),
    levels,
    prices: Float64Array.from(unordered, (b) => price * (books[b]?.weight ?? 1)),
  };
}

/** Squared deviations of the values a row has, and a price for each of its levels that differs; a missing one costs nothing. */
export function distanceTo(mixed: Mixed, row: number, { means, modes }: Prototypes, group: number): number {
  const { numbers, levels, prices } = mixed;
  const { width, values, present } = numbers;
  let sum = 0;
  for (let c = 0; c < width; c++) {
    const away = values[row * width + c]! - means[group * width + c]!;
    sum += present[row * width + c]! * away * away;
  }
  for (let c = 0; c < prices.length; c++) {
    const level = levels[row * prices.length + c]!;
    if (level !== MISSING && level !== modes[group * prices.length + c]!) sum += prices[c]!;
  }
  return sum;
}

export function assignTo(mixed: Mixed, prototypes: Prototypes, groups: number): Assigned {
  const labels = new Int32Array(mixed.numbers.rows);
  let cost = 0;
  for (let row = 0; row < labels.length; row++) {
    let nearest = Infinity;
    for (let group = 0; group < groups; group++) {
      const away = distanceTo(mixed, row, prototypes, group);
      if (away < nearest) {
        nearest = away;
        labels[row] = group;
      }
    }
    cost += nearest;
  }
  return { labels, cost };
}

/** The middle of each group over the values its rows have; where they have none it stays as it was, the middle of all at first. */
export function prototypesOf(
  { numbers, levels, prices }: Mixed,
  labels: ArrayLike<number>,
  groups: number,
  before: Prototypes | null = null,
): Prototypes {
  const { rows, width, values, present } = numbers;
  const means = new Float64Array(groups * width);
  const known = new Float64Array(groups * width);
  for (let row = 0; row < rows; row++)
    for (let c = 0; c < width; c++) {
      const at = labels[row]! * width + c;
      known[at]! += present[row * width + c]!;
      means[at]! += present[row * width + c]! * values[row * width + c]!;
    }
  for (let at = 0; at < means.length; at++)
    means[at] = known[at]! > 0 ? means[at]! / known[at]! : (before?.means[at] ?? 0);
  const modes = new Uint8Array(groups * prices.length).map((_, at) => before?.modes[at] ?? 0);
  const counts = new Uint32Array(groups * CODES);
  for (let c = 0; c < prices.length; c++) {
    counts.fill(0);
    for (let row = 0; row < rows; row++)
      counts[labels[row]! * CODES + levels[row * prices.length + c]!]! += 1;
    for (let group = 0; group < groups; group++) {
      const of = counts.subarray(group * CODES, group * CODES + MISSING);
      const most = Math.max(...of);
      if (most > 0) modes[group * prices.length + c] = of.indexOf(most);
    }
  }
  return { means, modes };
}
