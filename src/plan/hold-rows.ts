import type { Segmentation } from '../definitions/project.ts';
import { asOf, column, integer } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import { snapshotId } from '../tables/snapshots.ts';
import type { PlanContext } from './context.ts';
import type { Placed } from './placements.ts';

/** Rows of the table `holds`, of a segmentation with hysteresis; null of any other. */
export function holdRows(
  segmentation: Segmentation,
  { relation, placement }: Placed,
  context: PlanContext,
): Relation | null {
  const { hold, plain = placement.segment } = placement;
  if (!hold) return null;
  return select(relation, [
    { name: 'snapshot_id', expression: integer(snapshotId(context.runId, segmentation.id)) },
    { name: 'as_of', expression: asOf() },
    { name: 'customer', expression: column(FACTS.key, TEXT) },
    { name: 'plain', expression: plain },
    { name: 'segment', expression: hold.segment },
    { name: 'entered', expression: hold.entered },
  ]);
}
