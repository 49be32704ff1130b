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
  /** Free parameters of one component, as BIC counts them. */
  freedom(book: Book): number;
}

/** A column's share of a histogram: `weights[code * lanes + component]`. */
export interface Histogram {
  readonly weights: ArrayLike<number>;
  readonly lanes: number;
  readonly components: number;
}

/** Masses below this are taken as this: a code far from a component says no more than that it is far. */
export const LEAST_MASS = Math.exp(-60);
