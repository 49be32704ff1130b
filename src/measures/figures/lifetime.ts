import type { Book, RevenueSource } from '../../definitions/project.ts';
import type { RowsOf } from '../../plan/book-lines.ts';
import { bookLines, isPaid, monthlyOn } from '../../plan/book-lines.ts';
import type { PlanContext } from '../../plan/context.ts';
import { dayOf } from '../../plan/events/rows.ts';
import { ownerOf, scannedRows } from '../../plan/facts/scans.ts';
import { orZero } from '../../attributes/quotients.ts';
import { calculated } from '../../sql/calculated.ts';
import type { Expression } from '../../sql/expression.ts';
import {
  aggregate,
  and,
  asOf,
  choose,
  column,
  compare,
  integer,
  isNull,
  missing,
  or,
  text,
} from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend, select } from '../../sql/relation.ts';
import { DATE, INTEGER, TEXT, decimal } from '../../sql/value-type.ts';
import { MONEY } from '../../tables/state-table.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Lifetime } from './figures.ts';
import { MEMBER, bySegment } from './members.ts';
import { momentSums, readMoments, withCents } from './moments.ts';
import type { ValueCounts } from './order-statistics.ts';
import { readQuantile } from './order-statistics.ts';
import { rowsOfSegment } from './tallies.ts';

/** Revenue to date of each customer that has rows: columns `customer` and `value`. */
export function revenueToDate(revenue: RevenueSource, context: PlanContext): Relation {
  const owner = ownerOf(revenue);
  const amount = column(revenue.amount.name, revenue.amount.type);
  return select(
    scannedRows(revenue, context),
    [
      { name: 'customer', expression: owner },
      { name: 'value', expression: aggregate('sum', amount, MONEY) },
    ],
    { where: compare(dayOf(revenue.date, revenue.source), '<=', asOf()), groupBy: [owner] },
  );
}

/**
 * The same from a subscription book: every line's monthly amount times the months of it that have begun, so a month
 * counts on its first day; rates are those of the as-of date. Missing where the price of a line is not known.
 */
export function bookedToDate(book: Book, rowsOf: RowsOf): Relation {
  const starts = column(book.starts.name, DATE);
  const ends = column(book.ends.name, DATE);
  const monthly = monthlyOn(book, 0);
  const begun = select(
    bookLines(book, [0], rowsOf),
    [
      { name: 'customer', expression: castTo(column(book.by.name, book.by.type), TEXT) },
      { name: 'monthly', expression: monthly },
      { name: 'months', expression: castTo(monthsBegun(starts, untilNow(ends)), decimal(5, 0)) },
    ],
    {
      where: and([
        isPaid(book),
        compare(starts, '<=', asOf()),
        or([isNull(ends), compare(ends, '>', starts)]),
      ]),
    },
  );
  const price = column('monthly', monthly.type);
  const earned: Expression = {
    kind: 'arithmetic',
    operator: '*',
    left: price,
    right: column('months', decimal(5, 0)),
    type: MONEY,
  };
  const isUnpriced = compare(column('unpriced', INTEGER), '>', integer(0));
  const summed = select(
    begun,
    [
      { name: 'customer', expression: MEMBER.customer },
      { name: 'sum', expression: aggregate('sum', earned, MONEY) },
      { name: 'unpriced', expression: aggregate('count', null, INTEGER, isNull(price)) },
    ],
    { groupBy: [MEMBER.customer] },
  );
  return select(summed, [
    { name: 'customer', expression: MEMBER.customer },
    {
      name: 'value',
      expression: choose([{ when: isUnpriced, then: missing(MONEY) }], column('sum', MONEY), MONEY),
    },
  ]);
}

/** The day after the as-of date where a line is still running then. */
function untilNow(ends: Expression): Expression {
  const after: Expression = { kind: 'add-interval', date: asOf(), amount: 1, unit: 'day', type: DATE };
  const runs = or([isNull(ends), compare(ends, '>', asOf())]);
  return choose([{ when: runs, then: after }], ends, DATE);
}

/** Months that began from one day up to but without another: 1 on the first day, one more on its day each month. */
function monthsBegun(from: Expression, to: Expression): Expression {
  const part = (name: 'year' | 'month' | 'day', date: Expression): Expression => ({
    kind: 'call',
    function: name,
    args: [date],
    type: INTEGER,
  });
  const between = (name: 'year' | 'month') => calculated('-', part(name, to), part(name, from));
  const started = choose(
    [{ when: compare(part('day', to), '>', part('day', from)), then: integer(1) }],
    integer(0),
    INTEGER,
  );
  const months = calculated('+', calculated('*', between('year'), integer(12)), between('month'));
  return calculated('+', months, started);
}

/** Members who are customers or were, with what they have brought in; zero for those without rows where a source says so. */
export function lifetimeValues(members: Relation, toDate: Relation, isZeroWithoutRows: boolean): Relation {
  const joined: Relation = {
    kind: 'left-join',
    from: members,
    joins: [
      {
        relation: extend(toDate, [{ name: 'listed', expression: integer(1) }]),
        on: [{ left: 'customer', right: 'customer' }],
        take: [
          { column: 'value', as: 'known' },
          { column: 'listed', as: 'listed' },
        ],
      },
    ],
  };
  const known = column('known', MONEY);
  const value = isZeroWithoutRows
    ? choose([{ when: isNull(column('listed', INTEGER)), then: orZero(known) }], known, MONEY)
    : known;
  return select(
    joined,
    [
      { name: 'segment', expression: MEMBER.segment },
      { name: 'value', expression: value },
    ],
    { where: or(['customer', 'former'].map((status) => compare(MEMBER.status, '=', text(status)))) },
  );
}

export function lifetimeRelation(values: Relation): Relation {
  return bySegment(withCents(values, ['value']), momentSums('value'));
}

/** `sums` are the rows of {@link lifetimeRelation}, `ordered` those of the order statistics of the same values. */
export function readLifetime(
  sums: readonly MeasuredRow[],
  ordered: readonly MeasuredRow[],
  counts: ValueCounts,
  segment: string | null,
): Lifetime {
  return {
    each: readMoments(rowsOfSegment(sums, segment), 'value'),
    lowerQuartile: readQuantile(ordered, segment, counts, 1),
    median: readQuantile(ordered, segment, counts, 2),
    upperQuartile: readQuantile(ordered, segment, counts, 3),
  };
}
