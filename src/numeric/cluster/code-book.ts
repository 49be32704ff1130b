import type { Cell } from './column.ts';

/** Codes of a byte with a meaning of their own in every column. */
export const MISSING = 255;
export const ZERO_ATOM = 254;
/** Bytes a column has; tables and histograms hold so many entries for each column and component. */
export const CODES = 256;
/** Codes left for values and levels. */
export const VALUE_CODES = 254;

/**
 * A column of levels without order: code i is `levels[i]`. Where `others` is true the last code stands for every level
 * that is not listed; otherwise such a level is missing.
 */
export interface CategoryBook {
  readonly family: 'categories';
  readonly name: string;
  readonly weight: number;
  readonly levels: readonly (string | number | boolean)[];
  readonly others: boolean;
}

/**
 * A column of ordered values. A value has the code i when i of the `edges` are at or below it; edges ascend and are in
 * the column's own unit, so that any engine can compare. `centres[i]` is where the code lies on the transformed scale.
 * `order` names the levels of words that were counted from 0. With `zeroAtom`, exact zeros have code 254 instead.
 */
export interface ScaleBook {
  readonly family: 'scale';
  readonly name: string;
  readonly weight: number;
  readonly transform: 'none' | 'log1p';
  readonly zeroAtom: boolean;
  readonly order: readonly string[] | null;
  readonly edges: readonly number[];
  readonly centres: readonly number[];
}

/** How the values of one column become bytes; plain JSON, part of every fit. */
export type CodeBook = CategoryBook | ScaleBook;

/** How many codes of the book stand for values; the zero atom and missing are not counted. */
export function codeCount(book: CodeBook): number {
  return book.family === 'scale' ? book.centres.length : book.levels.length + Number(book.others);
}

/** A value on the scale where a normal distribution is fitted. */
export function onScale(transform: 'none' | 'log1p', value: number): number {
  return transform === 'log1p' ? Math.log1p(Math.max(value, -0.999999)) : value;
}

/** The encoder of one column: a value to its byte. */
export function coder(book: CodeBook): (cell: Cell) => number {
  return book.family === 'categories' ? categoryCoder(book) : scaleCoder(book);
}

function categoryCoder({ levels, others }: CategoryBook): (cell: Cell) => number {
  const codes = new Map<Cell, number>(levels.map((level, code) => [level, code]));
  const unlisted = others ? levels.length : MISSING;
  return (cell) => (cell === null ? MISSING : (codes.get(cell) ?? unlisted));
}

function scaleCoder({ edges, zeroAtom, order }: ScaleBook): (cell: Cell) => number {
  const ranks = order === null ? null : new Map<Cell, number>(order.map((level, rank) => [level, rank]));
  const sorted = Float64Array.from(edges);
  return (cell) => {
    const value = ranks === null ? cell : (ranks.get(cell) ?? null);
    if (value === null || typeof value === 'string' || Number.isNaN(value)) return MISSING;
    return zeroAtom && value === 0 ? ZERO_ATOM : edgesUpTo(sorted, Number(value));
  };
}

/** How many of the ascending edges are at or below the value. */
function edgesUpTo(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
