/** Numbers of a table column by column, about standard normal: `values[column * rows + row]`; NaN is missing. */
export interface Scores {
  readonly rows: number;
  readonly width: number;
  readonly values: Float64Array;
}

/** Coefficients of a column of a cloud: its mean and two loadings. */
export const COEFFICIENTS = 3;

/** Variance left to a column alone, at least; the whole is about 1. */
export const LEAST_NOISE = 0.02;

/** Degrees of freedom that tails may have; the last is as good as normal. */
export const FREEDOMS: readonly number[] = [4, 6, 10, 20, 50, 200];

/**
 * One elliptical cloud: Student's t with two common factors or none. Of each column: its mean and two loadings in turn, and
 * the variance left to it alone; and the degrees of freedom of the tails.
 */
export interface Cloud {
  readonly coefficients: Float64Array;
  readonly noise: Float64Array;
  readonly freedom: number;
}
