import { aggregate, column, compare, integer } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import type { Cause } from '../tables/ledger.ts';
import { ledger } from '../tables/ledger.ts';
import { snapshotId } from '../tables/snapshots.ts';
import { stateRelation } from '../tables/state-table.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** Customers who went from one segment to another for one cause; null stands for not listed. */
export interface Move {
  readonly from: string | null;
  readonly to: string | null;
  readonly cause: Cause;
  readonly customers: number;
}

/** One row a move of a snapshot, from its ledger. */
export function movesRelation(runId: string, segmentation: string): Relation {
  const by = ['from_segment', 'to_segment', 'cause'].map((name) => column(name, TEXT));
  return select(
    stateRelation(ledger),
    [
      ...['from_segment', 'to_segment', 'cause'].map((name) => ({ name, expression: column(name, TEXT) })),
      { name: 'customers', expression: aggregate('count', null, INTEGER) },
    ],
    {
      where: compare(column('snapshot_id', INTEGER), '=', integer(snapshotId(runId, segmentation))),
      groupBy: by,
    },
  );
}

/** The greatest first; equals in the order of their names, so that the same ledger reads the same. */
export function readMoves(rows: readonly MeasuredRow[]): readonly Move[] {
  const name = (value: MeasuredRow[string] | undefined) =>
    value === null || value === undefined ? null : String(value);
  return rows
    .map((row) => ({
      from: name(row['from_segment']),
      to: name(row['to_segment']),
      cause: String(row['cause']) as Cause,
      customers: Number(row['customers']),
    }))
    .sort((a, b) => b.customers - a.customers || compareText(keyOf(a), keyOf(b)));
}

const keyOf = ({ from, to, cause }: Move) => `${from ?? ''} ${to ?? ''} ${cause}`;
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
