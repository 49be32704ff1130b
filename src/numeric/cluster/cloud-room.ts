import type { Cloud, Scores } from './cloud.ts';
import { COEFFICIENTS } from './cloud.ts';

/** Numbers a column of a cloud is read with, so that a row costs no division; and sums of its regression. */
export const TERMS = 8;
export const SUMS = 11;

/**
 * Where rows are read under clouds, in one flat array. `stride` rows a column, an even number, where a row too many has
 * no values and no weight. In this order: the columns' values, NaN missing; weights; and of each row, after `read`, how
 * many columns it has, its squared distance, the logs of noise summed over its columns, the determinant of the factors'
 * precision, its place along the two factors, three numbers of their spread, and after `sum` how near it counts. Then
 * `TERMS` of each column, and its `SUMS`: weight present, six sums of the normal equations, three right sides, squares.
 */
export interface CloudRoom {
  readonly rows: number;
  readonly width: number;
  readonly stride: number;
  readonly doubles: Float64Array;
}

/** Arrays of one number a row that follow the values: weights, nine readings and nearness. */
const BY_ROW = 11;

export const strideOf = (rows: number): number => rows + (rows % 2);

/** Numbers a room holds. */
export const sizeOfRoom = ({ rows, width }: Scores): number =>
  strideOf(rows) * (width + BY_ROW) + width * (TERMS + SUMS);

/** Fills a room, whose numbers may be anything, with values and weights. */
export function furnish(doubles: Float64Array, scores: Scores, weights: Float64Array): CloudRoom {
  const { rows, width, values } = scores;
  const stride = strideOf(rows);
  for (let c = 0; c < width; c++) {
    doubles.set(values.subarray(c * rows, (c + 1) * rows), c * stride);
    if (stride > rows) doubles[c * stride + rows] = Number.NaN;
  }
  doubles.set(weights, width * stride);
  if (stride > rows) doubles[width * stride + rows] = 0;
  return { rows, width, stride, doubles };
}

/** One array of a room with a number a row, by its place after the values: 0 is weights. */
export const byRow = ({ rows, width, stride, doubles }: CloudRoom, place: number): Float64Array =>
  doubles.subarray((width + place) * stride, (width + place) * stride + rows);

/** Where the columns' terms and their sums begin. */
export const termsAt = ({ width, stride }: CloudRoom): number => (width + BY_ROW) * stride;
export const sumsAt = (room: CloudRoom): number => termsAt(room) + room.width * TERMS;

/** Writes what the columns are read with: mean, precision, loadings and their products weighed by it, log noise. */
export function writeTerms(room: CloudRoom, { coefficients, noise }: Cloud): void {
  const { doubles } = room;
  for (let c = 0; c < room.width; c++) {
    const at = termsAt(room) + c * TERMS;
    const precision = 1 / noise[c]!;
    const one = coefficients[c * COEFFICIENTS + 1]!;
    const two = coefficients[c * COEFFICIENTS + 2]!;
    doubles[at] = coefficients[c * COEFFICIENTS]!;
    doubles[at + 1] = precision;
    doubles[at + 2] = one * precision;
    doubles[at + 3] = two * precision;
    doubles[at + 4] = one * one * precision;
    doubles[at + 5] = one * two * precision;
    doubles[at + 6] = two * two * precision;
    doubles[at + 7] = Math.log(noise[c]!);
  }
}

/**
 * The inner loops of elliptical clouds. Every build gives the same bits: even rows and odd ones are summed apart. A room
 * is good until the next one is entered.
 */
export interface CloudKernel {
  enter(scores: Scores, weights: Float64Array): CloudRoom;
  /** Expectation: reads every row under the terms of the columns. */
  read(room: CloudRoom): void;
  /** For maximisation: the sums of every column, rows counted by how near they lie for these degrees of freedom. */
  sum(room: CloudRoom, freedom: number): void;
}
