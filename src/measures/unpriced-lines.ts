import type { Book, Source } from '../definitions/project.ts';
import { bookLines, isLive, monthlyOn } from '../plan/book-lines.ts';
import { aggregate, and, boolean, column, compare, isNull, not, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** Active lines of a book on the as-of date whose worth in the project's currency nobody can say. */
export interface UnpricedLines {
  readonly book: Book;
  readonly lines: number;
  readonly customers: number;
  /** Of the lines, those in another currency. */
  readonly foreign: number;
  /** All active lines. */
  readonly active: number;
}

/** One row of counts. */
export function unpricedRelation(book: Book, rowsOf: (source: Source) => Relation): Relation {
  const live = isLive(book, 0);
  const unpriced = and([live, isNull(monthlyOn(book, 0))]);
  const { currency, projectCurrency } = book;
  const isForeign = currency
    ? [not(compare(column(currency.name, TEXT), '=', text(projectCurrency)))]
    : [boolean(false)];
  const count = (name: string, where: typeof live) => ({
    name,
    expression: aggregate('count', null, INTEGER, where),
  });
  return select(bookLines(book, [0], rowsOf), [
    count('lines', unpriced),
    {
      name: 'customers',
      expression: aggregate('distinct', column(book.by.name, book.by.type), INTEGER, unpriced),
    },
    count('foreign', and([unpriced, ...isForeign])),
    count('active', live),
  ]);
}

export function readUnpriced(book: Book, row: MeasuredRow): UnpricedLines {
  const number = (name: string) => Number(row[name] ?? 0);
  return {
    book,
    lines: number('lines'),
    customers: number('customers'),
    foreign: number('foreign'),
    active: number('active'),
  };
}
