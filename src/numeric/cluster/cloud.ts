/** Numbers of a table column by column, about standard normal: `values[column * rows + row]`; NaN is missing. */
export interface Scores {
  readonly rows: number;
  readonly width: number;
  readonly values: Float64Array;
}

/** Coefficients of a column of a cloud: its mean and two loadings. */
export const COEFFICIENTS = 3;

/**
 * One elliptical cloud: Student's t with two common factors or none. Of each column: its mean and two loadings in turn, and
 * the variance left to it alone; and the degrees of freedom of the tails.
 */
export interface Cloud {
  readonly coefficients: Float64Array;
  readonly noise: Float64Array;
  readonly freedom: number;
}
