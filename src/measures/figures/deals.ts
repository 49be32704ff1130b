import type { DealsSource } from '../../definitions/project.ts';
import { dateBefore } from '../../plan/book-lines.ts';
import type { PlanContext } from '../../plan/context.ts';
import { dayOf } from '../../plan/events/rows.ts';
import { ownerOf, scannedRows } from '../../plan/facts/scans.ts';
import type { Expression } from '../../sql/expression.ts';
import {
  aggregate,
  and,
  asOf,
  choose,
  column,
  compare,
  integer,
  missing,
  not,
  or,
} from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { BOOLEAN, INTEGER } from '../../sql/value-type.ts';
import { MONEY } from '../../tables/state-table.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Deals } from './figures.ts';
import { MEMBER, bySegment, counted, withMember } from './members.ts';
import { momentSums, readMoments, withCents } from './moments.ts';
import type { ValueCounts } from './order-statistics.ts';
import { readQuantile } from './order-statistics.ts';
import { rowsOfSegment, totalCount } from './tallies.ts';

const isTrue = (operand: Expression): Expression => ({ kind: 'is-true', operand, type: BOOLEAN });
const WON = column('won', BOOLEAN);
const LOST = column('lost', BOOLEAN);
const DAYS = column('days', INTEGER);

/**
 * The deals of members closed in the `days` up to the as-of date: `segment`, `won`, `lost`, and of won ones `amount` and
 * `days` from opening to closing. A deal that meets both conditions is won; days are missing where it closed before it opened.
 */
export function closedDeals(
  members: Relation,
  deals: DealsSource,
  days: number,
  context: PlanContext,
): Relation {
  const { source, amount, won, lost } = deals;
  const [opened, closed] = [dayOf(deals.opened, source), dayOf(deals.closed, source)];
  const isWon = isTrue(won.expression);
  const took: Expression = { kind: 'call', function: 'days_between', args: [opened, closed], type: INTEGER };
  const rows = select(
    scannedRows(deals, context),
    [
      { name: 'customer', expression: ownerOf(deals) },
      { name: 'won', expression: isWon },
      { name: 'lost', expression: and([isTrue(lost.expression), not(isWon)]) },
      { name: 'price', expression: castTo(column(amount.name, amount.type), MONEY) },
      { name: 'took', expression: took },
    ],
    { where: and([compare(closed, '>', dateBefore(days)), compare(closed, '<=', asOf())]) },
  );
  const inOrder = compare(column('took', INTEGER), '>=', integer(0));
  return select(withMember(rows, members, ['segment']), [
    { name: 'segment', expression: MEMBER.segment },
    { name: 'won', expression: WON },
    { name: 'lost', expression: LOST },
    {
      name: 'amount',
      expression: choose([{ when: WON, then: column('price', MONEY) }], missing(MONEY), MONEY),
    },
    {
      name: 'days',
      expression: choose(
        [{ when: and([WON, inOrder]), then: column('took', INTEGER) }],
        missing(INTEGER),
        INTEGER,
      ),
    },
  ]);
}

export function dealsRelation(closed: Relation): Relation {
  return bySegment(withCents(closed, ['amount']), [
    counted('won', WON),
    counted('lost', LOST),
    counted('closed', or([WON, LOST])),
    { name: 'timed', expression: aggregate('count', DAYS, INTEGER) },
    ...momentSums('amount'),
  ]);
}

/** One column of the closed deals of members, to be put in order. */
export function dealValues(closed: Relation, name: 'amount' | 'days'): Relation {
  return select(closed, [
    { name: 'segment', expression: MEMBER.segment },
    { name: 'value', expression: name === 'amount' ? column('amount', MONEY) : DAYS },
  ]);
}

/** Rows put in order, with how many values each segment has. */
export interface Ordered {
  readonly rows: readonly MeasuredRow[];
  readonly counts: ValueCounts;
}

export function readDeals(
  sums: readonly MeasuredRow[],
  amounts: Ordered,
  days: Ordered,
  segment: string | null,
): Deals {
  const own = rowsOfSegment(sums, segment);
  return {
    won: totalCount(own, 'won'),
    lost: totalCount(own, 'lost'),
    amounts: readMoments(own, 'amount'),
    medianAmount: readQuantile(amounts.rows, segment, amounts.counts, 2),
    timed: totalCount(own, 'timed'),
    medianDays: readQuantile(days.rows, segment, days.counts, 2),
  };
}
