import type { CategoryBook, CodeBook, ScaleBook } from './code-book.ts';
import { onScale, VALUE_CODES } from './code-book.ts';
import type { Column } from './column.ts';
import { cellAt } from './column.ts';
import type { ColumnTyping } from './column-typing.ts';

/** Up to so many distinct values each has a code of its own. */
const OWN_CODES = 200;
/** Bins end this many interquartile ranges beyond the quartiles; two more, open and beyond the sample, hold the rest. */
const REACH = 10;

/** How finely ordered values are coded: `values` gives each its own code, `bins` cuts the scale into 254 equal widths. */
export type Fineness = 'automatic' | 'values' | 'bins';

/**
 * Learns the bytes of a column from the rows of a sample. Null for constants and identifiers, which have none. Levels
 * are listed by frequency, then by name; up to 200 distinct values have a code each with edges midway, else 254 bins.
 */
export function makeCodeBook(
  column: Column,
  typing: ColumnTyping,
  sample: ArrayLike<number>,
  fineness: Fineness = 'automatic',
): CodeBook | null {
  if (typing.kind === 'constant' || typing.kind === 'identifier') return null;
  return typing.kind === 'categorical' || typing.kind === 'boolean'
    ? categoryBook(column, typing, sample)
    : scaleBook(column, typing, sample, fineness);
}

function categoryBook(
  column: Column,
  { name, weight }: ColumnTyping,
  sample: ArrayLike<number>,
): CategoryBook {
  const counts = new Map<string | number | boolean, number>();
  for (let i = 0; i < sample.length; i++) {
    const cell = cellAt(column, sample[i]!);
    if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const levels = [...counts]
    .sort(([a, many], [b, few]) => few - many || (String(a) < String(b) ? -1 : 1))
    .map(([level]) => level);
  const others = levels.length > VALUE_CODES;
  return {
    family: 'categories',
    name,
    weight,
    levels: others ? levels.slice(0, VALUE_CODES - 1) : levels,
    others,
  };
}

function scaleBook(
  column: Column,
  { name, weight, transform, zeroAtom, order }: ColumnTyping,
  sample: ArrayLike<number>,
  fineness: Fineness,
): ScaleBook {
  const ranks = rankOf(column, order);
  const present = Float64Array.from(sample, (row) => ranks(cellAt(column, row)))
    .filter((value) => !Number.isNaN(value) && !(zeroAtom && value === 0))
    .sort();
  const values = present.filter((value, i) => i === 0 || value !== present[i - 1]);
  const own = fineness === 'values' || (fineness === 'automatic' && values.length <= OWN_CODES);
  if (values.length > VALUE_CODES && fineness === 'values')
    throw new RangeError(`column ${name} has more than ${VALUE_CODES} values; only bins can code it`);
  const cut = own ? midpoints(values, transform) : bins(present, transform);
  return { family: 'scale', name, weight, transform, zeroAtom, order, ...cut };
}

function rankOf(column: Column, order: readonly string[] | null) {
  if (column.type === 'words' && order === null)
    throw new RangeError(`column ${column.name} holds words; say their order`);
  const ranks = order === null ? null : new Map(order.map((level, rank) => [level, rank]));
  return (cell: ReturnType<typeof cellAt>): number => {
    if (cell === null) return Number.NaN;
    return ranks === null ? Number(cell) : (ranks.get(String(cell)) ?? Number.NaN);
  };
}

type Cut = Pick<ScaleBook, 'edges' | 'centres'>;

function midpoints(values: Float64Array, transform: 'none' | 'log1p'): Cut {
  return {
    edges: Array.from(values.subarray(1), (value, i) => (value + values[i]!) / 2),
    centres: Array.from(values, (value) => onScale(transform, value)),
  };
}

function bins(present: Float64Array, transform: 'none' | 'log1p'): Cut {
  const at = (share: number) => onScale(transform, present[Math.round(share * (present.length - 1))]!);
  const [least, first, third, most] = [at(0), at(0.25), at(0.75), at(1)];
  const reach = first === third ? Infinity : REACH * (third - first);
  const [low, high] = [Math.max(least, first - reach), Math.min(most, third + reach)];
  const width = (high - low) / (VALUE_CODES - 2.5);
  const start = low - 1.25 * width;
  const raw = (value: number) => (transform === 'log1p' ? Math.expm1(value) : value);
  return {
    edges: Array.from({ length: VALUE_CODES - 1 }, (_, i) => raw(start + (i + 1) * width)),
    centres: Array.from({ length: VALUE_CODES }, (_, i) => start + (i + 0.5) * width),
  };
}
