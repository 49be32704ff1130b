import type { Book, Project, Source, SourceColumn } from '../definitions/project.ts';
import { aggregate, and, asOf, column, compare, isNull, not, or } from '../sql/expression.ts';
import { castTo } from '../sql/fold.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { DATE, INTEGER, TEXT } from '../sql/value-type.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** A source whose rows name a line of a book and a day: by the name of the book's key, and by its date. */
export interface BookEvents {
  readonly book: Book;
  readonly source: Source;
  readonly line: SourceColumn;
  readonly date: SourceColumn;
}

/** Events before their subscription began or after the day it ended, and events of no subscription at all. */
export interface EventsOutsideBook extends BookEvents {
  readonly events: number;
  readonly outside: number;
  readonly unknown: number;
}

/** Sources that tell of the lines of a book; the date is the declared one, else the only column that is a date. */
export function bookEvents({ books, sources }: Project): readonly BookEvents[] {
  return books.flatMap((book) => {
    const [key, ...more] = book.source.key;
    if (!key || more.length > 0) return [];
    return sources.flatMap((source) => {
      const line = source.columns.find(({ name }) => name === key.name);
      const date = dateOf(source);
      return source !== book.source && line && date ? [{ book, source, line, date }] : [];
    });
  });
}

function dateOf({ events, columns }: Source): SourceColumn | null {
  const dates = columns.filter(({ type }) => type.kind === 'date');
  const [only, ...more] = dates;
  return events?.date ?? (only && more.length === 0 ? only : null);
}

/** One row of counts of what had happened by the as-of date. The day a line ends still counts as inside. */
export function outsideRelation(
  { book, source, line, date }: BookEvents,
  rowsOf: (source: Source) => Relation,
): Relation {
  const [key] = book.source.key;
  if (!key) throw new Error(`the book ${book.id} has no key`);
  const text = ({ name, type }: SourceColumn) => castTo(column(name, type), TEXT);
  const lines = select(rowsOf(book.source), [
    { name: '_line', expression: text(key) },
    { name: '_starts', expression: column(book.starts.name, DATE) },
    { name: '_ends', expression: column(book.ends.name, DATE) },
  ]);
  const named = select(
    rowsOf(source),
    [
      { name: '_line', expression: text(line) },
      { name: '_on', expression: column(date.name, DATE) },
    ],
    { where: or([isNull(column(date.name, DATE)), compare(column(date.name, DATE), '<=', asOf())]) },
  );
  const [on, starts, ends] = [column('_on', DATE), column('_starts', DATE), column('_ends', DATE)];
  const outside = and([
    not(isNull(on)),
    or([compare(on, '<', starts), and([not(isNull(ends)), compare(on, '>', ends)])]),
  ]);
  const joined: Relation = {
    kind: 'left-join',
    from: named,
    joins: [
      {
        relation: lines,
        on: [{ left: '_line', right: '_line' }],
        take: ['_starts', '_ends'].map((name) => ({ column: name, as: name })),
      },
    ],
  };
  return select(joined, [
    { name: 'events', expression: aggregate('count', null, INTEGER) },
    { name: 'outside', expression: aggregate('count', null, INTEGER, outside) },
    { name: 'unknown', expression: aggregate('count', null, INTEGER, isNull(starts)) },
  ]);
}

export function readOutside(of: BookEvents, row: MeasuredRow): EventsOutsideBook {
  const number = (name: string) => Number(row[name] ?? 0);
  return { ...of, events: number('events'), outside: number('outside'), unknown: number('unknown') };
}
