import type { CodeBook } from '../code-book.ts';
import type { CategoryParameters } from './categories.ts';
import { categories } from './categories.ts';
import type { Histogram, Pair } from './family.ts';
import type { ScaleParameters } from './scale.ts';
import { scale } from './scale.ts';

/** What is learned of one column in all components. */
export type ColumnParameters = CategoryParameters | ScaleParameters;

export function startColumn(
  book: CodeBook,
  whole: ArrayLike<number>,
  seeds: readonly number[],
): ColumnParameters {
  return book.family === 'scale' ? scale.start(book, whole, seeds) : categories.start(book, whole, seeds);
}

export function learnColumn(
  book: CodeBook,
  histogram: Histogram,
  previous: ColumnParameters,
): ColumnParameters {
  if (book.family === 'scale' && previous.family === 'scale') return scale.learn(book, histogram, previous);
  if (book.family === 'categories' && previous.family === 'categories')
    return categories.learn(book, histogram, previous);
  throw new TypeError(`column ${book.name} has parameters of another family`);
}

export function logMassesOf(
  book: CodeBook,
  parameters: ColumnParameters,
  component: number,
  into?: Float64Array,
): Float64Array {
  if (book.family === 'scale' && parameters.family === 'scale')
    return scale.logMasses(book, parameters, component, into);
  if (book.family === 'categories' && parameters.family === 'categories')
    return categories.logMasses(book, parameters, component, into);
  throw new TypeError(`column ${book.name} has parameters of another family`);
}

/** What the column loses where two components become one: nats a row, its weight counted. */
export function lossOf({ weight }: CodeBook, parameters: ColumnParameters, pair: Pair): number {
  const loss =
    parameters.family === 'scale' ? scale.loss(parameters, pair) : categories.loss(parameters, pair);
  return weight * loss;
}

/** The column with two components as one. */
export const uniteIn = (parameters: ColumnParameters, pair: Pair): ColumnParameters =>
  parameters.family === 'scale' ? scale.unite(parameters, pair) : categories.unite(parameters, pair);

export function freedomOf(book: CodeBook): number {
  return book.family === 'scale' ? scale.freedom(book) : categories.freedom(book);
}

/** Components put one after the other. */
export function joinColumns(parts: readonly ColumnParameters[]): ColumnParameters {
  const scales = parts.filter((part) => part.family === 'scale');
  if (scales.length > 0)
    return {
      family: 'scale',
      means: scales.flatMap(({ means }) => means),
      deviations: scales.flatMap(({ deviations }) => deviations),
      zeroShares: scales.flatMap(({ zeroShares }) => zeroShares),
    };
  const levels = parts.filter((part) => part.family === 'categories');
  return { family: 'categories', probabilities: levels.flatMap(({ probabilities }) => probabilities) };
}
