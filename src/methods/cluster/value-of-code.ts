import type { CodeBook, ScaleBook } from '../../numeric/cluster/code-book.ts';
import { codeCount, ZERO_ATOM } from '../../numeric/cluster/code-book.ts';
import type { Cell } from '../../numeric/cluster/column.ts';
import type { ValueType } from '../../sql/value-type.ts';

/** Codes in the order of their values, an exact zero that stands apart first; null where levels have no order. */
export function orderedCodes(book: CodeBook): readonly number[] | null {
  if (book.family === 'categories') return null;
  const codes = Array.from({ length: codeCount(book) }, (_, code) => code);
  return book.zeroAtom ? [ZERO_ATOM, ...codes] : codes;
}

/**
 * A value somebody can have that is read as this code: the level, or of numbers one near the middle with as few digits
 * as tell it from its neighbours. Null where the code stands for several levels, or no value of the type is in it.
 */
export function valueOfCode(book: CodeBook, code: number, type: ValueType): Cell {
  if (book.family === 'categories') return book.levels[code] ?? null;
  if (book.order !== null)
    return book.order[code === ZERO_ATOM ? 0 : Math.round(middleOf(book, code))] ?? null;
  return code === ZERO_ATOM ? 0 : numberIn(book, code, type);
}

/** Where the code lies in the column's own unit; of ordered words the rank. */
function middleOf({ centres, transform }: ScaleBook, code: number): number {
  const centre = centres[code] ?? 0;
  return transform === 'log1p' ? Math.expm1(centre) : centre;
}

const MOST_DIGITS = 15;

function numberIn(book: ScaleBook, code: number, type: ValueType): number | null {
  const middle = middleOf(book, code);
  const [low, high] = [book.edges[code - 1] ?? -Infinity, book.edges[code] ?? Infinity];
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const value = Number(middle.toPrecision(digits));
    if (value >= low && value < high && isOfType(value, type)) return value;
  }
  return null;
}

/** Whether a column of the type can hold the number. */
function isOfType(value: number, type: ValueType): boolean {
  if (type.kind === 'integer') return Number.isInteger(value);
  return type.kind !== 'decimal' || Number(value.toFixed(type.scale)) === value;
}
