import type { Expression } from '../../sql/expression.ts';
import { and, column, compare, isNull, not, text } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { DATE, INTEGER, TEXT } from '../../sql/value-type.ts';
import { holds } from '../../tables/holds.ts';
import { snapshots } from '../../tables/snapshots.ts';
import { stateRelation } from '../../tables/state-table.ts';
import { isOfRuns } from './causes.ts';
import { withBefore } from './in-order.ts';
import { underNewIds } from './renames.ts';

/** `plain`: where the rules alone put a customer; `segment`: where hysteresis held it, no hand counted. */
export type HeldOrPlain = 'plain' | 'segment';

/**
 * Moves from each snapshot with hysteresis to the next, as `flapping` takes them: `customer`, `as_of`, `from_segment`, `to_segment`.
 * Whom a snapshot does not list has not moved from it. `runIds` are one a date.
 */
export function movesInHolds(
  segmentation: string,
  runIds: readonly string[],
  names: ReadonlyMap<string, string>,
  by: HeldOrPlain,
): Relation {
  const day = column('as_of', DATE);
  const nth: Expression = { kind: 'window', function: 'below', operand: day, type: INTEGER };
  const isSegmentation = compare(column('segmentation', TEXT), '=', text(segmentation));
  const ordered = select(
    stateRelation(snapshots),
    [
      { name: 'snapshot_id', expression: column('snapshot_id', INTEGER) },
      { name: 'nth', expression: nth },
    ],
    { where: and([isSegmentation, isOfRuns(segmentation, runIds)]) },
  );
  const placed = select(
    stateRelation(holds),
    [
      { name: 'snapshot_id', expression: column('snapshot_id', INTEGER) },
      { name: 'customer', expression: column('customer', TEXT) },
      { name: 'as_of', expression: day },
      { name: 'at', expression: underNewIds(column(by, TEXT), names) },
    ],
    { where: isOfRuns(segmentation, runIds) },
  );
  const rows: Relation = {
    kind: 'left-join',
    from: placed,
    joins: [
      {
        relation: ordered,
        on: [{ left: 'snapshot_id', right: 'snapshot_id' }],
        take: [{ column: 'nth', as: 'nth' }],
      },
    ],
  };
  const [from, to] = [column('was_at', TEXT), column('at', TEXT)];
  return select(
    withBefore(rows, [{ column: 'at', as: 'was_at' }]),
    [
      { name: 'customer', expression: column('customer', TEXT) },
      { name: 'as_of', expression: day },
      { name: 'from_segment', expression: from },
      { name: 'to_segment', expression: to },
    ],
    { where: and([not(isNull(from)), compare(from, '<>', to)]) },
  );
}
