import type { Reason } from '../methods/method.ts';
import { aggregate, column, compare, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** How customers came to where they are; counts of those who are customers on the day. */
export type PlacementReasons = Readonly<Record<Reason, number>>;

/** One row a reason, over the rows of `placedCustomers` (plan/placed-customers.ts). */
export function reasonsRelation(placed: Relation): Relation {
  const reason = column('reason', TEXT);
  return select(
    placed,
    [
      { name: 'reason', expression: reason },
      {
        name: 'active',
        expression: aggregate('count', null, INTEGER, compare(column('status', TEXT), '=', text('customer'))),
      },
    ],
    { groupBy: [reason] },
  );
}

export function readReasons(rows: readonly MeasuredRow[]): PlacementReasons {
  const count = (reason: Reason) => Number(rows.find((row) => row['reason'] === reason)?.['active'] ?? 0);
  return {
    matched: count('matched'),
    matched_after_unknown: count('matched_after_unknown'),
    no_match: count('no_match'),
    lacks_data: count('lacks_data'),
    held: count('held'),
    overridden: count('overridden'),
  };
}
