import type { CategoryBook, CodeBook, ScaleBook } from '../../numeric/cluster/code-book.ts';
import { codeCount, coder, MISSING, ZERO_ATOM } from '../../numeric/cluster/code-book.ts';
import { castTo } from '../../sql/fold.ts';
import type { Expression } from '../../sql/expression.ts';
import { boolean, choose, compare, double, integer, isNull, not, text } from '../../sql/expression.ts';
import { DOUBLE, INTEGER } from '../../sql/value-type.ts';

/**
 * Where the codes of a book stand in a table without gaps: values first, then an exact zero where it stands apart,
 * then missing.
 */
export interface CodePlaces {
  readonly zero: number | null;
  readonly missing: number;
}

export function placesOf(book: CodeBook): CodePlaces {
  const values = codeCount(book);
  const zero = book.family === 'scale' && book.zeroAtom ? values : null;
  return { zero, missing: zero === null ? values : values + 1 };
}

/** The entries of a table by code, in the order of the places. */
export function entriesByPlace(book: CodeBook, byCode: (code: number) => number): readonly number[] {
  const values = Array.from({ length: codeCount(book) }, (_, code) => byCode(code));
  const { zero } = placesOf(book);
  return [...values, ...(zero === null ? [] : [byCode(ZERO_ATOM)]), byCode(MISSING)];
}

/** What is compared: numbers as doubles, as the codes were learned, everything else as it is. */
export function comparable(book: CodeBook, value: Expression): Expression {
  const isWord = value.type.kind === 'text' || value.type.kind === 'boolean';
  return isWord || value.type.kind === 'double' ? value : castTo(value, DOUBLE);
}

/** The place of a value among the codes of a book, never missing itself; `value` is a column. */
export function placeInBook(book: CodeBook, value: Expression): Expression {
  const places = placesOf(book);
  const code = book.family === 'categories' ? levelOf(book, value) : codeOf(book, value, places);
  return {
    kind: 'call',
    function: 'coalesce',
    args: [code, integer(places.missing)],
    type: INTEGER,
  };
}

function levelOf(book: CategoryBook, value: Expression): Expression {
  const branches = book.levels.map((level, code) => ({
    when: compare(value, '=', levelLiteral(level)),
    then: integer(code),
  }));
  const others = { when: not(isNull(value)), then: integer(book.levels.length) };
  return choose(book.others ? [...branches, others] : branches, null, INTEGER);
}

function codeOf(book: ScaleBook, value: Expression, { zero }: CodePlaces): Expression {
  if (book.order !== null) {
    const code = coder(book);
    const branches = book.order.map((level) => ({
      when: compare(value, '=', text(level)),
      then: integer(code(level) === ZERO_ATOM ? (zero ?? 0) : code(level)),
    }));
    return choose(branches, null, INTEGER);
  }
  const counted: Expression = { kind: 'edge-count', operand: value, edges: book.edges, type: INTEGER };
  if (zero === null) return counted;
  return choose([{ when: compare(value, '=', double(0)), then: integer(zero) }], counted, INTEGER);
}

function levelLiteral(level: string | number | boolean): Expression {
  if (typeof level === 'string') return text(level);
  return typeof level === 'number' ? double(level) : boolean(level);
}
