import type { Matrix } from '../matrix.ts';
import { standardise } from '../matrix.ts';
import { MISSING, onScale, ZERO_ATOM } from './code-book.ts';
import type { ScaleBook } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';

/**
 * The ordered columns of a table as numbers with mean 0 and deviation 1 on their transformed scale; a missing one is the
 * mean, 0. For methods that know nothing of codes.
 */
export function scaledMatrix({ rows, books, codes }: CodedTable): Matrix {
  const ordered = books.flatMap((book, b) => (book.family === 'scale' ? [{ book, b }] : []));
  const width = ordered.length;
  const values = new Float64Array(rows * width);
  ordered.forEach(({ book, b }, c) => {
    const places = placesOf(book);
    let [sum, present] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const place = places[codes[row * books.length + b]!]!;
      if (Number.isNaN(place)) continue;
      sum += place;
      present += 1;
    }
    for (let row = 0; row < rows; row++) {
      const place = places[codes[row * books.length + b]!]!;
      values[row * width + c] = Number.isNaN(place) ? sum / Math.max(1, present) : place;
    }
  });
  return standardise({ rows, width, values });
}

function placesOf({ centres, transform }: ScaleBook): Float64Array {
  const places = new Float64Array(256);
  places.set(centres);
  places[ZERO_ATOM] = onScale(transform, 0);
  places[MISSING] = Number.NaN;
  return places;
}
