import type { Segmentation } from '../definitions/project.ts';
import type { Likeness } from '../methods/method.ts';
import { POOR_FIT_PERCENTILE } from '../numeric/cluster/place-rows.ts';
import { column, compare, double } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { extend, select } from '../sql/relation.ts';
import { DOUBLE, INTEGER, TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import { resemblances } from '../tables/resemblances.ts';
import { stateRelation } from '../tables/state-table.ts';
import type { PlanContext } from './context.ts';
import type { PublishedSnapshot } from './placed-customers.ts';
import { placedCustomers } from './placed-customers.ts';
import { isOfSnapshot } from './of-snapshot.ts';
import { placedRelation } from './placements.ts';
import { listOf } from './ranks.ts';

/**
 * Every customer of a snapshot that places by likeness: what {@link placedCustomers} has, and beside it the runner-up,
 * the fit percentile, how many values are present, and whether it is at a boundary or fits poorly.
 */
export function resemblingCustomers(snapshot: PublishedSnapshot, boundaryMargin: number): Relation {
  const beside = ['runner_up', 'fit_percentile', 'present'] as const;
  const types = { runner_up: TEXT, fit_percentile: DOUBLE, present: INTEGER };
  const kept = select(
    stateRelation(resemblances),
    [
      { name: 'customer', expression: column('customer', TEXT) },
      ...beside.map((name) => ({ name, expression: column(name, types[name]) })),
    ],
    { where: isOfSnapshot(snapshot.runId, snapshot.segmentation) },
  );
  const joined: Relation = {
    kind: 'left-join',
    from: placedCustomers(snapshot),
    joins: [
      {
        relation: kept,
        on: [{ left: 'customer', right: 'customer' }],
        take: beside.map((name) => ({ column: name, as: name })),
      },
    ],
  };
  return withFlags(joined, boundaryMargin);
}

/** Rows with `margin` and `fit_percentile`, and beside them whether somebody is at a boundary, or fits poorly. */
export function withFlags(placed: Relation, boundaryMargin: number): Relation {
  return extend(placed, [
    {
      name: 'boundary',
      expression: compare(column('margin', DOUBLE), '<', double(boundaryMargin)),
    },
    {
      name: 'poor_fit',
      expression: compare(column('fit_percentile', DOUBLE), '<', double(POOR_FIT_PERCENTILE)),
    },
  ]);
}

/** Column of the similarity to a segment. */
export const similarityColumn = (segment: string): string => `similarity_to_${segment}`;

/**
 * Every customer of a run with its similarity to each segment, calculated anew from the facts of the run; who they
 * are and whether they are customers stands in the columns of the facts.
 */
export function similaritiesRelation(
  segmentation: Segmentation & { readonly likeness: Likeness },
  facts: Relation,
  plan: PlanContext,
): Relation {
  const { relation } = placedRelation(segmentation, listOf(segmentation, plan), facts, null, plan);
  return select(relation, [
    ...[FACTS.key, FACTS.status].map((name) => ({ name, expression: column(name, TEXT) })),
    ...segmentation.likeness.similarities.map(({ segment, expression }) => ({
      name: similarityColumn(segment),
      expression,
    })),
  ]);
}
