import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { aggregate, and, choose, column, compare, isNull, missing, text } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { MONEY } from '../../tables/state-table.ts';
import { isCustomer, MEMBER } from '../figures/members.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import { underNewIds } from './renames.ts';
import { isOutside, OUTSIDE } from './states.ts';

/** Customers who were in one state on the first day and in another, or the same, on the last. Money is exact digits. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  readonly startMoney: string;
  readonly endMoney: string;
  /** Customers of a day whose money of that day is not known; it counts as nothing. */
  readonly startUnpriced: number;
  readonly endUnpriced: number;
}

/** Columns of the pairs: where somebody was on each day, and what they paid as a customer of it. */
export const PAIR = {
  customer: MEMBER.customer,
  from: column('from_state', TEXT),
  to: column('to_state', TEXT),
  startMoney: column('start_money', MONEY),
  endMoney: column('end_money', MONEY),
  startUnpriced: column('start_unpriced', INTEGER),
  endUnpriced: column('end_unpriced', INTEGER),
} as const;

/**
 * One row for everybody listed on either side, two relations with the columns `customer`, `segment`, `status` and `money`, as
 * `placedCustomers` (plan/placed-customers.ts) has them. A state is a segment where the status is `customer`, else the outside, and
 * null where a side does not list them. Segments of the first are told under the ids of the last.
 */
export function statePairs(first: Relation, last: Relation, names: ReadonlyMap<string, string>): Relation {
  const nothing = { state: missing(TEXT), money: missing(MONEY), unpriced: missing(INTEGER) };
  const before = stateOf(underNewIds(MEMBER.segment, names));
  const sides: Relation = {
    kind: 'union',
    relations: [
      select(first, sideColumns(before, nothing)),
      select(last, sideColumns(nothing, stateOf(MEMBER.segment))),
    ],
  };
  const { customer, from, to, startMoney, endMoney, startUnpriced, endUnpriced } = PAIR;
  return select(
    sides,
    [
      { name: 'customer', expression: customer },
      { name: 'from_state', expression: aggregate('any', from, TEXT) },
      { name: 'to_state', expression: aggregate('any', to, TEXT) },
      { name: 'start_money', expression: aggregate('sum', startMoney, MONEY) },
      { name: 'end_money', expression: aggregate('sum', endMoney, MONEY) },
      { name: 'start_unpriced', expression: aggregate('sum', startUnpriced, INTEGER) },
      { name: 'end_unpriced', expression: aggregate('sum', endUnpriced, INTEGER) },
    ],
    { groupBy: [customer] },
  );
}

type Side = Readonly<Record<'state' | 'money' | 'unpriced', Expression>>;

function sideColumns(start: Side, end: Side): readonly NamedExpression[] {
  return [
    { name: 'customer', expression: MEMBER.customer },
    { name: 'from_state', expression: start.state },
    { name: 'to_state', expression: end.state },
    { name: 'start_money', expression: start.money },
    { name: 'end_money', expression: end.money },
    { name: 'start_unpriced', expression: start.unpriced },
    { name: 'end_unpriced', expression: end.unpriced },
  ];
}

function stateOf(segment: Expression): Side {
  const isFormer = compare(MEMBER.status, '=', text('former'));
  const one: Expression = { kind: 'literal', literal: { kind: 'integer', digits: '1' }, type: INTEGER };
  return {
    state: choose(
      [
        { when: isCustomer, then: segment },
        { when: isFormer, then: text(OUTSIDE.former) },
      ],
      text(OUTSIDE.prospect),
      TEXT,
    ),
    money: choose([{ when: isCustomer, then: MEMBER.money }], missing(MONEY), MONEY),
    unpriced: choose(
      [{ when: and([isCustomer, isNull(MEMBER.money)]), then: one }],
      missing(INTEGER),
      INTEGER,
    ),
  };
}

/** One row a transition. `by` are columns of `pairs` to tell apart beside the two states. */
export function transitionCounts(pairs: Relation, by: readonly string[] = []): Relation {
  const groups = [...by, 'from_state', 'to_state'].map((name) => column(name, TEXT));
  const { startMoney, endMoney, startUnpriced, endUnpriced } = PAIR;
  return select(
    pairs,
    [
      ...[...by, 'from_state', 'to_state'].map((name) => ({ name, expression: column(name, TEXT) })),
      { name: 'customers', expression: aggregate('count', null, INTEGER) },
      { name: 'start_money', expression: aggregate('sum', startMoney, MONEY) },
      { name: 'end_money', expression: aggregate('sum', endMoney, MONEY) },
      { name: 'start_unpriced', expression: aggregate('sum', startUnpriced, INTEGER) },
      { name: 'end_unpriced', expression: aggregate('sum', endUnpriced, INTEGER) },
    ],
    { groupBy: groups },
  );
}

/** Transitions of those who were customers on one of the days at least, in the order of their states' ids. */
export function readTransitions(rows: readonly MeasuredRow[]): readonly Transition[] {
  return rows
    .map((row): Transition => ({
      from: String(row['from_state'] ?? OUTSIDE.unlisted),
      to: String(row['to_state'] ?? OUTSIDE.unlisted),
      customers: Number(row['customers']),
      startMoney: String(row['start_money'] ?? '0'),
      endMoney: String(row['end_money'] ?? '0'),
      startUnpriced: Number(row['start_unpriced'] ?? 0),
      endUnpriced: Number(row['end_unpriced'] ?? 0),
    }))
    .filter(({ from, to }) => !isOutside(from) || !isOutside(to))
    .sort((a, b) => compareText(`${a.from} ${a.to}`, `${b.from} ${b.to}`));
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
