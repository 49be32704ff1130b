import type { Segmentation } from '../../definitions/project.ts';
import { assignedIn } from '../../plan/placements.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { aggregate, and, column, compare, text } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { population } from '../../tables/population.ts';
import { MONEY, stateRelation } from '../../tables/state-table.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Contribution, Sizes } from './figures.ts';
import { rowsOfSegment, totalCount, totalSum } from './tallies.ts';

/** Columns of members: who, in which segment, whether a customer that day, and what they pay by the project's money. */
export const MEMBER = {
  customer: column('customer', TEXT),
  segment: column('segment', TEXT),
  status: column('status', TEXT),
  money: column('money', MONEY),
} as const;

export const isCustomer: Expression = compare(MEMBER.status, '=', text('customer'));

/** One row a customer that a published run placed. */
export function publishedMembers({ id, entity }: Segmentation, runId: string): Relation {
  const status = select(
    stateRelation(population),
    [
      { name: 'customer', expression: MEMBER.customer },
      { name: 'status', expression: MEMBER.status },
      { name: 'money', expression: MEMBER.money },
    ],
    {
      where: and([
        compare(column('run_id', TEXT), '=', text(runId)),
        compare(column('entity', TEXT), '=', text(entity.id)),
      ]),
    },
  );
  return withMember(assignedIn(id, runId), status, ['status', 'money']);
}

/** `rows` with columns of what another relation knows of their `customer`. */
export function withMember(rows: Relation, known: Relation, take: readonly string[]): Relation {
  return {
    kind: 'left-join',
    from: rows,
    joins: [
      {
        relation: known,
        on: [{ left: 'customer', right: 'customer' }],
        take: take.map((name) => ({ column: name, as: name })),
      },
    ],
  };
}

/** Aggregates by segment. */
export function bySegment(rows: Relation, columns: readonly NamedExpression[], where?: Expression): Relation {
  return select(rows, [{ name: 'segment', expression: MEMBER.segment }, ...columns], {
    groupBy: [MEMBER.segment],
    where: where ?? null,
  });
}

export const counted = (name: string, where: Expression | null = null): NamedExpression => ({
  name,
  expression: aggregate('count', null, INTEGER, where),
});

/** How many are placed in each segment, how many of them are customers, and their money. */
export function sizesRelation(members: Relation): Relation {
  return bySegment(members, [
    counted('placed'),
    counted('active', isCustomer),
    { name: 'money', expression: aggregate('sum', MEMBER.money, MONEY, isCustomer) },
    { name: 'priced', expression: aggregate('count', MEMBER.money, INTEGER, isCustomer) },
  ]);
}

export function readSizes(rows: readonly MeasuredRow[], segment: string | null): Sizes {
  const own = rowsOfSegment(rows, segment);
  return {
    placed: totalCount(own, 'placed'),
    active: totalCount(own, 'active'),
    allActive: totalCount(rows, 'active'),
  };
}

/** Shares of the project's money, where there is no subscription book. */
export function readMoney(rows: readonly MeasuredRow[], segment: string | null): Contribution {
  const own = rowsOfSegment(rows, segment);
  return {
    money: totalSum(own, 'money'),
    all: totalSum(rows, 'money'),
    customers: totalCount(own, 'priced'),
  };
}
