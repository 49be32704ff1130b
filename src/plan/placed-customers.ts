import { and, column, compare, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { DATE, DOUBLE, TEXT } from '../sql/value-type.ts';
import { assignments } from '../tables/assignments.ts';
import { population } from '../tables/population.ts';
import { MONEY, stateRelation } from '../tables/state-table.ts';
import { isOfSnapshot } from './of-snapshot.ts';

/** A segmentation as a run published it. */
export interface PublishedSnapshot {
  readonly runId: string;
  readonly segmentation: string;
  readonly entity: string;
}

/** Every customer of a snapshot: where it is and why, its status and its money on the day. */
export function placedCustomers({ runId, segmentation, entity }: PublishedSnapshot): Relation {
  const placed = select(
    stateRelation(assignments),
    [
      ...['customer', 'segment', 'reason'].map((name) => ({ name, expression: column(name, TEXT) })),
      ...['score', 'margin'].map((name) => ({ name, expression: column(name, DOUBLE) })),
      { name: 'as_of', expression: column('as_of', DATE) },
    ],
    { where: isOfSnapshot(runId, segmentation) },
  );
  const members = select(
    stateRelation(population),
    [
      ...['customer', 'status'].map((name) => ({ name, expression: column(name, TEXT) })),
      { name: 'money', expression: column('money', MONEY) },
    ],
    {
      where: and([
        compare(column('run_id', TEXT), '=', text(runId)),
        compare(column('entity', TEXT), '=', text(entity)),
      ]),
    },
  );
  return {
    kind: 'left-join',
    from: placed,
    joins: [
      {
        relation: members,
        on: [{ left: 'customer', right: 'customer' }],
        take: [
          { column: 'status', as: 'status' },
          { column: 'money', as: 'money' },
        ],
      },
    ],
  };
}
