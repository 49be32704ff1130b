import type { Matrix } from '../matrix.ts';
import type { ScaleBook } from './code-book.ts';
import { MISSING, onScale, ZERO_ATOM } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';

/** The ordered columns of a coded table as numbers, and how each was scaled. */
export interface ScaledMatrix extends Matrix {
  /** 1 where there is a value, cell by cell. */
  readonly present: Uint8Array;
  readonly columns: readonly ScaledColumn[];
}

/** A value on the transformed scale is `mean` plus `deviation` times the cell, once its weight is taken out. */
export interface ScaledColumn {
  readonly book: ScaleBook;
  readonly mean: number;
  /** That of a sample (n - 1), a missing value taken as the mean; 0 where all are equal. */
  readonly deviation: number;
  /** What a cell was multiplied by: the root of the column's weight, so that squared distances have the weight. */
  readonly factor: number;
}

/**
 * The ordered columns of a table with mean 0 and deviation 1 on their transformed scale, times the root of their weight; a
 * missing one is the mean, 0. For methods that know nothing of codes.
 */
export function scaledMatrix({ rows, books, codes }: CodedTable): ScaledMatrix {
  const ordered = books.flatMap((book, b) => (book.family === 'scale' ? [{ book, b }] : []));
  const width = ordered.length;
  const values = new Float64Array(rows * width);
  const present = new Uint8Array(rows * width);
  const columns = ordered.map(({ book, b }, c): ScaledColumn => {
    const places = placesOfCodes(book);
    const placeIn = (row: number) => places[codes[row * books.length + b]!]!;
    let [sum, known] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const place = placeIn(row);
      if (Number.isNaN(place)) continue;
      present[row * width + c] = 1;
      sum += place;
      known += 1;
    }
    const mean = sum / Math.max(1, known);
    let squares = 0;
    for (let row = 0; row < rows; row++)
      if (present[row * width + c] === 1) squares += (placeIn(row) - mean) ** 2;
    const deviation = rows < 2 ? 0 : Math.sqrt(squares / (rows - 1));
    const factor = Math.sqrt(book.weight);
    if (deviation > 0)
      for (let row = 0; row < rows; row++)
        if (present[row * width + c] === 1)
          values[row * width + c] = (factor * (placeIn(row) - mean)) / deviation;
    return { book, mean, deviation, factor };
  });
  return { rows, width, values, present, columns };
}

/** Where each code lies on the transformed scale; NaN where it is missing. */
export function placesOfCodes({ centres, transform }: ScaleBook): Float64Array {
  const places = new Float64Array(256);
  places.set(centres);
  places[ZERO_ATOM] = onScale(transform, 0);
  places[MISSING] = Number.NaN;
  return places;
}
