import type { Expression } from '../../sql/expression.ts';
import { aggregate, and, column, compare, integer, text } from '../../sql/expression.ts';
import { calculated } from '../../sql/calculated.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend, select } from '../../sql/relation.ts';
import { BOOLEAN, DATE, INTEGER, TEXT } from '../../sql/value-type.ts';
import { population } from '../../tables/population.ts';
import { snapshots } from '../../tables/snapshots.ts';
import { stateRelation } from '../../tables/state-table.ts';
import { isCustomer } from '../figures/members.ts';

/**
 * Customers who left and came back, one row each: at some snapshot they were customers, at a later one they were not, at
 * one after that they were again. `first_seen`, `last_seen`: the first and last snapshot as a customer; `away`: at how
 * many in between they were none. `runIds` are the runs of the snapshots, one a date.
 */
export function returningCustomers(
  entity: string,
  segmentation: string,
  runIds: readonly string[],
): Relation {
  const away = column('away', AWAY);
  return select(
    customersCounted(entity, segmentation, runIds),
    [
      { name: 'customer', expression: column('customer', TEXT) },
      { name: 'first_seen', expression: column('first_seen', DATE) },
      { name: 'last_seen', expression: column('last_seen', DATE) },
      { name: 'away', expression: away },
    ],
    { where: compare(away, '>', integer(0)) },
  );
}

const AWAY = INTEGER;

/** Everybody who was a customer at some snapshot: when first and last, and at how many in between they were none. */
function customersCounted(entity: string, segmentation: string, runIds: readonly string[]): Relation {
  const position = column('position', INTEGER);
  const asOf = column('as_of', DATE);
  const seen = aggregated(customersSeen(entity, segmentation, runIds), [
    ['first', 'min', position],
    ['last', 'max', position],
    ['first_seen', 'min', asOf],
    ['last_seen', 'max', asOf],
  ]);
  const span = calculated('-', column('last', INTEGER), column('first', INTEGER));
  const away = calculated('-', calculated('+', span, integer(1)), column('snapshots', INTEGER));
  return extend(seen, [{ name: 'away', expression: castTo(away, AWAY) }]);
}

/** One row: how many were customers at some snapshot, `ever`, and how many of them left and came back, `returning`. */
export function returningCounts(entity: string, segmentation: string, runIds: readonly string[]): Relation {
  const isReturning = compare(column('away', AWAY), '>', integer(0));
  return select(customersCounted(entity, segmentation, runIds), [
    { name: 'ever', expression: aggregate('count', null, INTEGER) },
    { name: 'returning', expression: aggregate('count', null, INTEGER, isReturning) },
  ]);
}

function aggregated(
  rows: Relation,
  columns: readonly (readonly [name: string, of: 'min' | 'max', operand: Expression])[],
): Relation {
  const customer = column('customer', TEXT);
  return select(
    rows,
    [
      { name: 'customer', expression: customer },
      { name: 'snapshots', expression: aggregate('count', null, INTEGER) },
      ...columns.map(([name, of, operand]) => ({ name, expression: aggregate(of, operand, operand.type) })),
    ],
    { groupBy: [customer] },
  );
}

/** Every customer at every snapshot, with the snapshot's place in the order of their dates. */
function customersSeen(entity: string, segmentation: string, runIds: readonly string[]): Relation {
  const runId = column('run_id', TEXT);
  const isOne: Expression = { kind: 'in', operand: runId, values: runIds.map(text), type: BOOLEAN };
  const asOf = column('as_of', DATE);
  const positions = select(
    stateRelation(snapshots),
    [
      { name: 'run_id', expression: runId },
      { name: 'position', expression: { kind: 'window', function: 'below', operand: asOf, type: INTEGER } },
    ],
    { where: and([compare(column('segmentation', TEXT), '=', text(segmentation)), isOne]) },
  );
  const customers = select(
    stateRelation(population),
    [
      { name: 'run_id', expression: runId },
      { name: 'as_of', expression: asOf },
      { name: 'customer', expression: column('customer', TEXT) },
    ],
    { where: and([compare(column('entity', TEXT), '=', text(entity)), isCustomer, isOne]) },
  );
  return {
    kind: 'left-join',
    from: customers,
    joins: [
      {
        relation: positions,
        on: [{ left: 'run_id', right: 'run_id' }],
        take: [{ column: 'position', as: 'position' }],
      },
    ],
  };
}
