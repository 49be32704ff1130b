import type { Book, Source } from '../definitions/project.ts';
import { MONTHLY_DIGITS, monthlyDigits } from '../definitions/kinds/book.ts';
import type { Expression } from '../sql/expression.ts';
import {
  aggregate,
  and,
  asOf,
  boolean,
  choose,
  column,
  compare,
  integer,
  isNull,
  missing,
  not,
  or,
  quotient,
  text,
} from '../sql/expression.ts';
import { castTo } from '../sql/fold.ts';
import type { Relation } from '../sql/relation.ts';
import { extend, select } from '../sql/relation.ts';
import { BOOLEAN, DATE, INTEGER, TEXT, decimal } from '../sql/value-type.ts';

export type RowsOf = (source: Source) => Relation;
type Join = Extract<Relation, { kind: 'left-join' }>['joins'][number];

const monthlyColumn = (daysAgo: number) => `_monthly_${daysAgo}`;

export function dateBefore(daysAgo: number): Expression {
  if (daysAgo === 0) return asOf();
  return { kind: 'add-interval', date: asOf(), amount: -daysAgo, unit: 'day', type: DATE };
}

/** A line counts from its first day up to but without the day it ends, unless it is a trial. */
export function isLive(book: Book, daysAgo: number): Expression {
  const day = dateBefore(daysAgo);
  const ends = column(book.ends.name, DATE);
  return and([
    isPaid(book),
    compare(column(book.starts.name, DATE), '<=', day),
    or([isNull(ends), compare(ends, '>', day)]),
  ]);
}

/** Not a trial; where nobody says, a line is taken for paid. */
export function isPaid({ trial }: Book): Expression {
  return trial ? not({ kind: 'is-true', operand: trial.expression, type: BOOLEAN }) : boolean(true);
}

/** Type of a month's amount of one line: exact, six digits after the point. */
export function monthlyType({ amount, rates }: Book) {
  return { kind: 'decimal', precision: monthlyDigits(amount, rates), scale: MONTHLY_DIGITS } as const;
}

/** The lines of a book with what each is worth a month, in the project's currency, on each of the dates. */
export function bookLines(book: Book, days: readonly number[], rowsOf: RowsOf): Relation {
  const rows = rowsOf(book.source);
  const { rates, currency } = book;
  const rated: Relation =
    rates && currency
      ? {
          kind: 'left-join',
          from: rows,
          joins: days.map((day) => rateJoin(rates, currency.name, day, rowsOf)),
        }
      : rows;
  return extend(
    rated,
    days.map((day) => ({ name: monthlyColumn(day), expression: monthlyAmount(book, day) })),
  );
}

export const monthlyOn = (book: Book, daysAgo: number): Expression =>
  column(monthlyColumn(daysAgo), monthlyType(book));

/** The latest rate on or before the date, for each currency. */
function rateJoin(
  rates: NonNullable<Book['rates']>,
  currency: string,
  daysAgo: number,
  rowsOf: RowsOf,
): Join {
  const rows = rowsOf(rates.source);
  const [code, day] = [column(rates.currency.name, TEXT), column(rates.date.name, DATE)];
  const rate = column(rates.rate.name, rates.rate.type);
  const latest = select(
    rows,
    [
      { name: '_code', expression: code },
      { name: '_day', expression: aggregate('max', day, DATE) },
    ],
    {
      where: compare(day, '<=', dateBefore(daysAgo)),
      groupBy: [code],
    },
  );
  const each = select(
    rows,
    [
      { name: '_code', expression: code },
      { name: '_day', expression: day },
      { name: '_rate', expression: aggregate('any', rate, rate.type) },
    ],
    { groupBy: [code, day] },
  );
  const both = ['_code', '_day'].map((name) => ({ left: name, right: name }));
  return {
    relation: {
      kind: 'left-join',
      from: latest,
      joins: [{ relation: each, on: both, take: [{ column: '_rate', as: '_rate' }] }],
    },
    on: [{ left: currency, right: '_code' }],
    take: [{ column: '_rate', as: rateColumn(daysAgo) }],
  };
}

const rateColumn = (daysAgo: number) => `_rate_${daysAgo}`;

/** Amount times rate over months, rounded once; missing where one of them is not known. */
function monthlyAmount(book: Book, daysAgo: number): Expression {
  const amount = converted(book, exact(column(book.amount.name, book.amount.type)), daysAgo);
  const type = monthlyType(book);
  const isMonthly = book.period.kind === 'fixed' && book.period.months === 1;
  const isWidened = amount.type.kind === 'decimal' && amount.type.scale <= type.scale;
  // Nothing to divide and nothing to round.
  return isMonthly && isWidened ? castTo(amount, type) : quotient(amount, monthsOf(book), type);
}

function converted(book: Book, amount: Expression, daysAgo: number): Expression {
  const { currency, rates, projectCurrency } = book;
  if (!currency) return amount;
  const isOwn = compare(column(currency.name, TEXT), '=', text(projectCurrency));
  if (!rates) return choose([{ when: isOwn, then: amount }], missing(amount.type), amount.type);
  const rate = exact(column(rateColumn(daysAgo), rates.rate.type));
  if (rate.type.kind !== 'decimal' || amount.type.kind !== 'decimal') throw new Error('amounts are exact');
  const type = decimal(
    Math.min(rate.type.precision + amount.type.precision, 38),
    rate.type.scale + amount.type.scale,
  );
  const product: Expression = { kind: 'arithmetic', operator: '*', left: amount, right: rate, type };
  return choose([{ when: isOwn, then: castTo(amount, type) }], product, type);
}

function exact(value: Expression): Expression {
  return value.type.kind === 'integer' ? castTo(value, decimal(19, 0)) : value;
}

function monthsOf({ period }: Book): Expression {
  if (period.kind === 'fixed') return integer(period.months);
  const word = column(period.column.name, TEXT);
  return choose(
    period.months.map(([said, months]) => ({ when: compare(word, '=', text(said)), then: integer(months) })),
    missing(INTEGER),
    INTEGER,
  );
}
