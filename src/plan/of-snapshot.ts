import type { Expression } from '../sql/expression.ts';
import { column, compare, integer } from '../sql/expression.ts';
import { INTEGER } from '../sql/value-type.ts';
import { snapshotId } from '../tables/snapshots.ts';

/** Whether a row of a long table is of this segmentation in this run. */
export function isOfSnapshot(runId: string, segmentation: string): Expression {
  return compare(column('snapshot_id', INTEGER), '=', integer(snapshotId(runId, segmentation)));
}
