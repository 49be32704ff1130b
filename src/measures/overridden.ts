import type { Override } from '../definitions/project.ts';
import { column, compare, text, and, integer } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import { assignments } from '../tables/assignments.ts';
import { snapshotId } from '../tables/snapshots.ts';
import { stateRelation } from '../tables/state-table.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** An override that holds on the day, and which of its customers nobody knows. */
export interface Overridden {
  readonly override: Override;
  readonly absent: readonly string[];
}

/** Customers of a snapshot that are placed by hand. */
export function overriddenRelation(segmentation: string, runId: string): Relation {
  return select(stateRelation(assignments), [{ name: 'customer', expression: column('customer', TEXT) }], {
    where: and([
      compare(column('snapshot_id', INTEGER), '=', integer(snapshotId(runId, segmentation))),
      compare(column('reason', TEXT), '=', text('overridden')),
    ]),
  });
}

export function readOverridden(
  overrides: readonly Override[],
  rows: readonly MeasuredRow[],
): readonly Overridden[] {
  const present = new Set(rows.map((row) => String(row['customer'])));
  return overrides.map((override) => ({
    override,
    absent: override.customers.filter((customer) => !present.has(customer)),
  }));
}
