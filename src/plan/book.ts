import type { Attribute, Book } from '../definitions/project.ts';
import { MONTHLY_DIGITS, SUM_DIGITS } from '../definitions/kinds/book.ts';
import type { Expression, NamedExpression } from '../sql/expression.ts';
import { aggregate, and, choose, column, compare, integer, isNull, missing } from '../sql/expression.ts';
import { castTo } from '../sql/fold.ts';
import { sumType } from '../sql/numeric-types.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import type { ValueType } from '../sql/value-type.ts';
import { DATE, INTEGER, TEXT, decimal } from '../sql/value-type.ts';
import type { RowsOf } from './book-lines.ts';
import { bookLines, dateBefore, isLive, isPaid, monthlyOn, monthlyType } from './book-lines.ts';

type Join = Extract<Relation, { kind: 'left-join' }>['joins'][number];

/** The column of a book's balance that names the customer. */
export const BOOK_KEY = '_key';

const FIGURES = ['live', 'sum', 'unpriced', 'first', 'ended', 'next'] as const;
type Figure = (typeof FIGURES)[number];

/** Days before the as-of date as a name: they are never negative. */
const figureColumn = (book: Book, figure: Figure, daysAgo: number) => `_${book.id}_${figure}_${daysAgo}`;
/** Columns that {@link bookJoins} adds and {@link bookColumns} reads; ids never begin with an underscore. */
export const isFigure = (name: string): boolean => /^_[a-z].*_\d+$/.test(name);

/**
 * One row a customer with lines: everything a measure on one of the dates is made of. `unseen` days before the as-of
 * date nothing is seen any more: which lines there are, and what they are worth, is then as it was that long ago.
 */
export function bookBalance(book: Book, days: readonly number[], rowsOf: RowsOf, unseen = 0): Relation {
  const key = keyOf(book);
  const seen = [...new Set(days.map((day) => Math.max(day, unseen)))];
  return select(
    bookLines(book, seen, rowsOf),
    [
      { name: BOOK_KEY, expression: key },
      ...days.flatMap((day) => figures(book, day, Math.max(day, unseen))),
    ],
    { groupBy: [key] },
  );
}

function keyOf({ by }: Book): Expression {
  return castTo(column(by.name, by.type), TEXT);
}

function figures(book: Book, daysAgo: number, seenAgo: number): readonly NamedExpression[] {
  const [starts, ends] = [column(book.starts.name, DATE), column(book.ends.name, DATE)];
  const monthly = monthlyOn(book, seenAgo);
  const live = isLive(book, seenAgo);
  const day = dateBefore(seenAgo);
  const made: Readonly<Record<Figure, Expression>> = {
    live: aggregate('count', null, INTEGER, live),
    sum: aggregate('sum', monthly, sumTypeOf(book), live),
    unpriced: aggregate('count', null, INTEGER, and([live, isNull(monthly)])),
    first: aggregate('min', starts, DATE, and([isPaid(book), compare(starts, '<=', day)])),
    ended: aggregate('max', ends, DATE, and([isPaid(book), compare(ends, '<=', day)])),
    next: aggregate('min', ends, DATE, live),
  };
  return FIGURES.map((figure) => ({ name: figureColumn(book, figure, daysAgo), expression: made[figure] }));
}

/** The balance of one date, read from {@link bookBalance} after a join: missing for customers without lines. */
export interface Balance {
  /** Active subscriptions; where the source knows every customer, 0 for those without lines. */
  readonly live: Expression;
  /** Missing too where the price of an active line is not known. */
  readonly mrr: Expression;
  readonly unpriced: Expression;
  readonly firstStart: Expression;
  readonly lastEnd: Expression;
  readonly nextEnd: Expression;
}

export function balanceOn(book: Book, daysAgo: number): Balance {
  const figure = (name: Figure, type: ValueType) => column(figureColumn(book, name, daysAgo), type);
  const count = figure('live', INTEGER);
  const every = book.source.population === 'every';
  const live = every ? orElse(count, integer(0)) : count;
  const money = sumTypeOf(book);
  const unpriced = figure('unpriced', INTEGER);
  const unknown = [
    { when: compare(unpriced, '>', integer(0)), then: missing(money) },
    { when: isNull(live), then: missing(money) },
  ];
  return {
    live,
    mrr: choose(unknown, orElse(figure('sum', money), zero(money)), money),
    unpriced,
    firstStart: figure('first', DATE),
    lastEnd: choose(
      [{ when: compare(live, '=', integer(0)), then: figure('ended', DATE) }],
      missing(DATE),
      DATE,
    ),
    nextEnd: figure('next', DATE),
  };
}

const orElse = (value: Expression, other: Expression): Expression => ({
  kind: 'call',
  function: 'coalesce',
  args: [value, other],
  type: value.type,
});

const zero = (type: ValueType): Expression => ({
  kind: 'literal',
  literal: { kind: 'decimal', digits: '0' },
  type,
});

export function difference(left: Expression, right: Expression): Expression {
  const type = sumType(left, right);
  return { kind: 'arithmetic', operator: '-', left: castTo(left, type), right: castTo(right, type), type };
}

/** The books an entity's attributes tell of, with the dates each is asked for. */
function booksUsed(attributes: readonly Attribute[]): ReadonlyMap<Book, readonly number[]> {
  const used = new Map<Book, readonly number[]>();
  for (const { origin } of attributes) {
    if (origin.kind !== 'book') continue;
    const { book, measure, daysAgo, overDays } = origin;
    const days = measure === 'mrr_change' ? [daysAgo, daysAgo + overDays] : [daysAgo];
    used.set(
      book,
      [...new Set([...(used.get(book) ?? []), ...days])].sort((a, b) => a - b),
    );
  }
  return used;
}

/** One grouped scan a book, whatever the number of its measures and dates. */
export function bookJoins(
  attributes: readonly Attribute[],
  key: string,
  rowsOf: RowsOf,
  unseen: number,
): readonly Join[] {
  return [...booksUsed(attributes)].map(([book, days]) => ({
    relation: bookBalance(book, days, rowsOf, unseen),
    on: [{ left: key, right: BOOK_KEY }],
    take: days.flatMap((day) =>
      FIGURES.map((figure) => {
        const name = figureColumn(book, figure, day);
        return { column: name, as: name };
      }),
    ),
  }));
}

/** The measures of books, over facts that {@link bookJoins} were joined to. */
export function bookColumns(
  attributes: readonly Attribute[],
  lacksHistory: (attribute: Attribute) => boolean,
): readonly NamedExpression[] {
  return attributes.flatMap((attribute) => {
    const { id, type, origin } = attribute;
    if (origin.kind !== 'book') return [];
    const value = lacksHistory(attribute) ? missing(type) : castTo(measureOf(attribute), type);
    return [{ name: id, expression: value }];
  });
}

function measureOf({ origin, type }: Attribute): Expression {
  if (origin.kind !== 'book') throw new Error('no measure of a book');
  const { book, measure, daysAgo, overDays } = origin;
  const balance = balanceOn(book, daysAgo);
  const days = (from: Expression, to: Expression): Expression => ({
    kind: 'call',
    function: 'days_between',
    args: [from, to],
    type: INTEGER,
  });
  switch (measure) {
    case 'mrr':
      return balance.mrr;
    case 'arr':
      return {
        kind: 'arithmetic',
        operator: '*',
        left: balance.mrr,
        right: { kind: 'literal', literal: { kind: 'decimal', digits: '12' }, type: decimal(2, 0) },
        type,
      };
    case 'mrr_change':
      return difference(balance.mrr, balanceOn(book, daysAgo + overDays).mrr);
    case 'active_subscriptions':
      return balance.live;
    case 'first_start':
      return balance.firstStart;
    case 'last_end':
      return balance.lastEnd;
    case 'tenure_days':
      return choose(
        [
          {
            when: compare(balance.live, '>', integer(0)),
            then: days(balance.firstStart, dateBefore(daysAgo)),
          },
        ],
        days(balance.firstStart, balance.lastEnd),
        INTEGER,
      );
    case 'renews_in_days':
      return days(dateBefore(daysAgo), balance.nextEnd);
  }
}

function sumTypeOf(book: Book): ValueType {
  return decimal(Math.max(SUM_DIGITS, monthlyType(book).precision), MONTHLY_DIGITS);
}
