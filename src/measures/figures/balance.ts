import type { Book } from '../../definitions/project.ts';
import { BOOK_KEY, balanceOn } from '../../plan/book.ts';
import { dateBefore } from '../../plan/book-lines.ts';
import { aggregate, and, column, compare, integer, isNull } from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { DATE, INTEGER, TEXT } from '../../sql/value-type.ts';
import { MONEY } from '../../tables/state-table.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Balance, Contribution } from './figures.ts';
import { MEMBER, counted, isCustomer, withMember } from './members.ts';
import { momentSums, readMoments, withCents } from './moments.ts';
import { rowsOfSegment, totalCount, totalSum } from './tallies.ts';

/** Every member with its subscriptions: columns `mrr`, `unpriced`, `first_start`, and all it had. `balances` has day 0. */
export function balancedMembers(members: Relation, book: Book, balances: Relation): Relation {
  const { mrr, unpriced, firstStart } = balanceOn(book, 0);
  const balance = select(balances, [
    { name: 'customer', expression: column(BOOK_KEY, TEXT) },
    { name: 'mrr', expression: castTo(mrr, MONEY) },
    { name: 'unpriced', expression: unpriced },
    { name: 'first_start', expression: firstStart },
  ]);
  return withMember(members, balance, ['mrr', 'unpriced', 'first_start']);
}

/**
 * Recurring revenue by segment and, where spend is told by a key, by that; `days` is the length of the period, in which
 * a first paid subscription makes a new customer. `members` are those of {@link balancedMembers}.
 */
export function balanceRelation(members: Relation, days: number, hasKey: boolean): Relation {
  const isNew = compare(column('first_start', DATE), '>', dateBefore(days));
  const groups = [MEMBER.segment, ...(hasKey ? [column('key', TEXT)] : [])];
  return select(
    withCents(members, ['mrr']),
    [
      ...groups.map((expression) => ({
        name: expression === MEMBER.segment ? 'segment' : 'key',
        expression,
      })),
      { name: 'mrr', expression: aggregate('sum', column('mrr', MONEY), MONEY) },
      { name: 'paying', expression: aggregate('count', column('mrr', MONEY), INTEGER, isCustomer) },
      counted('unpriced', compare(column('unpriced', INTEGER), '>', integer(0))),
      counted('new', isNew),
      ...momentSums('mrr', isCustomer),
    ],
    { groupBy: groups },
  );
}

export function readBalance(rows: readonly MeasuredRow[], segment: string | null): Balance {
  const own = rowsOfSegment(rows, segment);
  return { mrr: totalSum(own, 'mrr'), each: readMoments(own, 'mrr') };
}

/** The segment's part of all recurring revenue. */
export function readContribution(rows: readonly MeasuredRow[], segment: string | null): Contribution {
  const own = rowsOfSegment(rows, segment);
  return {
    money: totalSum(own, 'mrr'),
    all: totalSum(rows, 'mrr'),
    customers: totalCount(own, 'paying'),
  };
}

/** How many accounts have active subscriptions and are no member. */
export function unlistedRelation(members: Relation, book: Book, balances: Relation): Relation {
  const { live } = balanceOn(book, 0);
  const accounts = select(balances, [
    { name: 'customer', expression: column(BOOK_KEY, TEXT) },
    { name: 'live', expression: live },
  ]);
  return select(
    withMember(accounts, members, ['segment']),
    [{ name: 'accounts', expression: aggregate('count', null, INTEGER) }],
    { where: and([compare(column('live', INTEGER), '>', integer(0)), isNull(MEMBER.segment)]) },
  );
}
