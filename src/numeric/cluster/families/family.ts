import type { CodeBook } from '../code-book.ts';

/**
 * The distribution of one column in every component, and how it is learned. Histograms and tables of a column are
 * indexed `code * lanes + component`; a histogram holds how much of a component's weight fell on each code.
 */
export interface Family<Book extends CodeBook, Parameters> {
  /** Parameters around seeds: component j is centred on the code `seeds[j]`, as wide as the whole column. */
  start(book: Book, whole: ArrayLike<number>, seeds: readonly number[]): Parameters;
  /** The M step: parameters that fit the histogram better than `previous` does. */
  learn(book: Book, histogram: Histogram, previous: Parameters): Parameters;
  /**
   * Natural logarithm of the mass of each code in one component, never above 0, and 0 for codes that are none. Written
   * into `into`, 256 entries, where it is given.
   */
  logMasses(book: Book, parameters: Parameters, component: number, into?: Float64Array): Float64Array;
  /** What is lost where two components become one: nats a row of the table, before the column's weight. */
  loss(parameters: Parameters, pair: Pair): number;
  /** The parameters with two components as one in the place of the first, by their moments. */
  unite(parameters: Parameters, pair: Pair): Parameters;
  /** Free parameters of one component, as BIC counts them. */
  freedom(book: Book): number;
}

/** Two components, the first before the second, and the shares of rows they have, which are above 0 together. */
export interface Pair {
  readonly places: readonly [number, number];
  readonly shares: readonly [number, number];
}

/** Values by component, with that of a union in the place of the first of a pair. */
export function united(values: readonly number[], { places: [one, other] }: Pair, union: number): number[] {
  return values.with(one, union).toSpliced(other, 1);
}

/** x log x, which is 0 at 0. */
export const timesLog = (x: number): number => (x > 0 ? x * Math.log(x) : 0);

/** A column's share of a histogram: `weights[code * lanes + component]`. */
export interface Histogram {
  readonly weights: ArrayLike<number>;
  readonly lanes: number;
  readonly components: number;
}

/** Masses below this are taken as this: a code far from a component says no more than that it is far. */
export const LEAST_MASS = Math.exp(-60);
