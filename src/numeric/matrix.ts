/** Numbers row by row: the cell of row r and column c is `values[r * width + c]`. No cell is NaN. */
export interface Matrix {
  readonly rows: number;
  readonly width: number;
  readonly values: Float64Array;
}

/** Rows of equal length as a matrix. */
export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return { rows: rows.length, width: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) };
}

/** Every column with mean 0 and deviation 1, that of a sample (n - 1) as R's scale; a constant column becomes 0. */
export function standardise({ rows, width, values }: Matrix): Matrix {
  const scaled = new Float64Array(values.length);
  for (let c = 0; c < width; c++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += values[row * width + c]!;
    let squares = 0;
    for (let row = 0; row < rows; row++) squares += (values[row * width + c]! - sum / rows) ** 2;
    const deviation = Math.sqrt(squares / (rows - 1));
    if (!(deviation > 0)) continue;
    for (let row = 0; row < rows; row++)
      scaled[row * width + c] = (values[row * width + c]! - sum / rows) / deviation;
  }
  return { rows, width, values: scaled };
}

/** Squared Euclidean distance of row `row` from the point of `width` numbers at `at` in `points`. */
export function squaredDistance(
  { width, values }: Matrix,
  row: number,
  points: Float64Array,
  at: number,
): number {
  let sum = 0;
  for (let c = 0; c < width; c++) {
    const away = values[row * width + c]! - points[at + c]!;
    sum += away * away;
  }
  return sum;
}
