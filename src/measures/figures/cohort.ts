import type { Book } from '../../definitions/project.ts';
import { BOOK_KEY, balanceOn } from '../../plan/book.ts';
import type { Expression } from '../../sql/expression.ts';
import { and, choose, column, compare, integer, isNull, not, text } from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { BOOLEAN, INTEGER, TEXT } from '../../sql/value-type.ts';
import { MONEY } from '../../tables/state-table.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Cohort, Revenues } from './figures.ts';
import { bySegment, counted, isCustomer, withMember } from './members.ts';
import { withCents } from './moments.ts';
import { ratioSums, readRatio } from './ratio.ts';
import { rowsOfSegment, totalCount } from './tallies.ts';

/** Customers at the start by their segment then, and whether they are customers at the end. */
export function cohortRelation(start: Relation, end: Relation): Relation {
  const joined: Relation = {
    kind: 'left-join',
    from: start,
    joins: [
      {
        relation: end,
        on: [{ left: 'customer', right: 'customer' }],
        take: [{ column: 'status', as: 'end_status' }],
      },
    ],
  };
  const stays: Expression = {
    kind: 'is-true',
    operand: compare(column('end_status', TEXT), '=', text('customer')),
    type: BOOLEAN,
  };
  return bySegment(joined, [counted('customers'), counted('lost', not(stays))], isCustomer);
}

export function readCohort(rows: readonly MeasuredRow[], segment: string | null): Cohort {
  const own = rowsOfSegment(rows, segment);
  return { customers: totalCount(own, 'customers'), lost: totalCount(own, 'lost') };
}

/**
 * Revenue at the start and at the end of those who were customers with a subscription at the start, `days` before the
 * as-of date, by their segment then; `balances` are those of the book on both days. Who has a price that is not known on one of the days is left out.
 */
export function revenuesRelation(start: Relation, book: Book, days: number, balances: Relation): Relation {
  const [before, after] = [balanceOn(book, days), balanceOn(book, 0)];
  const balance = select(balances, [
    { name: 'customer', expression: column(BOOK_KEY, TEXT) },
    { name: 'live', expression: before.live },
    { name: 'start', expression: castTo(before.mrr, MONEY) },
    { name: 'net', expression: castTo(after.mrr, MONEY) },
  ]);
  const joined = withMember(start, balance, ['live', 'start', 'net']);
  const [first, last] = [column('start', MONEY), column('net', MONEY)];
  const grown = compare(last, '>', first);
  // Amounts of 38 digits: their difference stays a decimal, which `difference` would not promise.
  const grew: Expression = { kind: 'arithmetic', operator: '-', left: last, right: first, type: MONEY };
  const known = select(
    joined,
    [
      { name: 'segment', expression: column('segment', TEXT) },
      { name: 'start', expression: first },
      { name: 'net', expression: last },
      { name: 'gross', expression: choose([{ when: grown, then: first }], last, MONEY) },
      {
        name: 'expansion',
        expression: choose([{ when: grown, then: grew }], castTo(integer(0), MONEY), MONEY),
      },
    ],
    {
      where: and([
        isCustomer,
        compare(column('live', INTEGER), '>', integer(0)),
        not(isNull(first)),
        not(isNull(last)),
      ]),
    },
  );
  return bySegment(withCents(known, ['start', ...OVERS]), ratioSums('start', OVERS));
}

const OVERS = ['net', 'gross', 'expansion'] as const;

export function readRevenues(rows: readonly MeasuredRow[], segment: string | null): Revenues {
  const own = rowsOfSegment(rows, segment);
  const ratio = (name: (typeof OVERS)[number]) => readRatio(own, name, 'start');
  return { net: ratio('net'), gross: ratio('gross'), expansion: ratio('expansion') };
}
