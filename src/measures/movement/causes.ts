import { aggregate, column, integer } from '../../sql/expression.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import type { Cause } from '../../tables/ledger.ts';
import { ledger } from '../../tables/ledger.ts';
import { snapshotId } from '../../tables/snapshots.ts';
import { stateRelation } from '../../tables/state-table.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Transition } from './transitions.ts';
import { readTransitions, transitionCounts } from './transitions.ts';

/** What the ledger has of a cause between two days. A customer who moved twice for it is one customer and two steps. */
export interface CauseCount {
  readonly cause: Cause;
  readonly steps: number;
  readonly customers: number;
}

/** Transitions of the customers that a cause moved at least once between the days, wherever else others moved them. */
export interface CausedTransition extends Transition {
  readonly cause: Cause;
}

/** Rows of the ledger that some runs wrote for a segmentation. */
export function ledgerOf(segmentation: string, runIds: readonly string[]): Relation {
  return select(
    stateRelation(ledger),
    ledger.columns.map(({ name, type }) => ({ name, expression: column(name, type) })),
    { where: isOfRuns(segmentation, runIds) },
  );
}

/** Whether a row of a long table is of one of these runs. */
export function isOfRuns(segmentation: string, runIds: readonly string[]): Expression {
  return {
    kind: 'in',
    operand: column('snapshot_id', INTEGER),
    values: runIds.map((runId) => integer(snapshotId(runId, segmentation))),
    type: { kind: 'boolean' },
  };
}

/** One row a customer and cause: `customer`, `cause`, `steps`. */
function causesOfCustomers(steps: Relation): Relation {
  const by = ['customer', 'cause'].map((name) => column(name, TEXT));
  return select(
    steps,
    [
      { name: 'customer', expression: column('customer', TEXT) },
      { name: 'cause', expression: column('cause', TEXT) },
      { name: 'steps', expression: aggregate('count', null, INTEGER) },
    ],
    { groupBy: by },
  );
}

export function causeCounts(steps: Relation): Relation {
  const cause = column('cause', TEXT);
  return select(
    causesOfCustomers(steps),
    [
      { name: 'cause', expression: cause },
      { name: 'customers', expression: aggregate('count', null, INTEGER) },
      { name: 'steps', expression: aggregate('sum', column('steps', INTEGER), INTEGER) },
    ],
    { groupBy: [cause] },
  );
}

/** The most customers first. */
export function readCauseCounts(rows: readonly MeasuredRow[]): readonly CauseCount[] {
  return rows
    .map((row) => ({
      cause: String(row['cause']) as Cause,
      steps: Number(row['steps']),
      customers: Number(row['customers']),
    }))
    .sort((a, b) => b.customers - a.customers || (a.cause < b.cause ? -1 : 1));
}

/** `pairs` of the customers a step of the ledger names, once for every cause of theirs, with a column `cause`. */
export function causedPairs(steps: Relation, pairs: Relation): Relation {
  const take = ['from_state', 'to_state', 'start_money', 'end_money', 'start_unpriced', 'end_unpriced'].map(
    (name) => ({ column: name, as: name }),
  );
  return {
    kind: 'left-join',
    from: causesOfCustomers(steps),
    joins: [{ relation: pairs, on: [{ left: 'customer', right: 'customer' }], take }],
  };
}

export const causedCounts = (steps: Relation, pairs: Relation): Relation =>
  transitionCounts(causedPairs(steps, pairs), ['cause']);

export function readCausedTransitions(rows: readonly MeasuredRow[]): readonly CausedTransition[] {
  const causes = [...new Set(rows.map((row) => String(row['cause']) as Cause))].sort();
  return causes.flatMap((cause) =>
    readTransitions(rows.filter((row) => row['cause'] === cause)).map((transition) => ({
      ...transition,
      cause,
    })),
  );
}
