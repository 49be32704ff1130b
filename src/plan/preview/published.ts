import { column } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { assignments } from '../../tables/assignments.ts';
import { stateRelation } from '../../tables/state-table.ts';
import { isOfSnapshot } from '../of-snapshot.ts';

/** Columns `customer`, `segment` and `reason` of a segmentation as a run published it. */
export function publishedPlacement(segmentation: string, runId: string): Relation {
  return select(
    stateRelation(assignments),
    ['customer', 'segment', 'reason'].map((name) => ({ name, expression: column(name, TEXT) })),
    { where: isOfSnapshot(runId, segmentation) },
  );
}
