import { normalQuantile } from '../normal-quantile.ts';
import type { Scores } from './cloud.ts';
import { CODES } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';
import { countCodes } from './mixture.ts';

/**
 * The ordered columns of a table as normal scores: each code becomes the normal quantile of the middle of its ranks, so
 * that any shape of a single column is gone and only how columns go together is left. Missing and atoms are NaN.
 */
export function normalScores(table: CodedTable): Scores {
  const { rows, books, codes } = table;
  const counts = countCodes(table, { rows });
  const ordered = books.flatMap((book, b) => (book.family === 'scale' ? [b] : []));
  const width = ordered.length;
  const values = new Float64Array(rows * width);
  ordered.forEach((b, c) => {
    const scoreOf = quantilesOf(counts.subarray(b * CODES, (b + 1) * CODES));
    for (let row = 0; row < rows; row++) values[c * rows + row] = scoreOf[codes[row * books.length + b]!]!;
  });
  return { rows, width, values };
}

function quantilesOf(counts: Float64Array): Float64Array {
  const scores = new Float64Array(CODES).fill(Number.NaN);
  const valued = counts.subarray(0, 254);
  const all = valued.reduce((sum, count) => sum + count, 0);
  let below = 0;
  valued.forEach((count, code) => {
    if (count > 0) scores[code] = normalQuantile((below + count / 2) / all);
    below += count;
  });
  return scores;
}
