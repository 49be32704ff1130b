import type { CustomerDay, LedgerStep } from '../../measures/movement/customer-history.ts';
import { isOfRuns, ledgerOf } from '../../measures/movement/causes.ts';
import { and, column, compare, text } from '../../sql/expression.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, select } from '../../sql/relation.ts';
import { BOOLEAN, TEXT } from '../../sql/value-type.ts';
import { assignments } from '../../tables/assignments.ts';
import type { Cause } from '../../tables/ledger.ts';
import { population } from '../../tables/population.ts';
import { snapshotId } from '../../tables/snapshots.ts';
import type { StateTable } from '../../tables/state-table.ts';
import { stateRelation } from '../../tables/state-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import { ledgerPath } from '../../warehouse/snapshot-path.ts';
import type { History } from './movement-between.ts';
import { renamesBetween } from './movement-between.ts';

/** One customer at every snapshot of a segmentation, in the order of their dates. */
export async function customerHistory(history: History, customer: string): Promise<readonly CustomerDay[]> {
  const { engine, held, last, all, segmentation } = history;
  const runIds = held.map(({ runId }) => runId);
  const path = ledgerPath(all, null, last) ?? [];
  const read = (relation: Relation, what: string) => readRelation(engine, relation, `${what} of ${customer}`);
  const placed = await read(rowsOf(assignments, customer, isOfRuns(segmentation.id, runIds)), 'assignments');
  const isRun: Expression = {
    kind: 'in',
    operand: column('run_id', TEXT),
    values: runIds.map(text),
    type: BOOLEAN,
  };
  const isEntity = compare(column('entity', TEXT), '=', text(last.entity));
  const known = await read(rowsOf(population, customer, and([isEntity, isRun])), 'statuses');
  const steps = await read(ofCustomer(ledgerOf(segmentation.id, path), customer), 'steps');
  const days: CustomerDay[] = [];
  for (const snapshot of held) {
    const id = snapshotId(snapshot.runId, segmentation.id);
    const row = placed.find((one) => Number(one['snapshot_id']) === id);
    const member = known.find((one) => one['run_id'] === snapshot.runId);
    const segment = row ? String(row['segment']) : null;
    const names = await renamesBetween(history, snapshot, last);
    const { segments, fallback } = await history.definitionOf(snapshot);
    days.push({
      asOf: snapshot.asOf,
      segment,
      segmentNow: segment === null ? null : (names.get(segment) ?? segment),
      title: [...segments, fallback].find((one) => one.id === segment)?.title ?? null,
      status: member ? (String(member['status']) as CustomerDay['status']) : 'unlisted',
      money: textOrNull(member?.['money']),
      margin: row?.['margin'] === null || !row ? null : Number(row['margin']),
      steps: steps
        .filter((step) => step['as_of'] === snapshot.asOf)
        .toSorted((a, b) => orderOf(a, path, segmentation.id) - orderOf(b, path, segmentation.id))
        .map((step): LedgerStep => ({
          cause: String(step['cause']) as Cause,
          from: textOrNull(step['from_segment']),
          to: textOrNull(step['to_segment']),
        })),
    });
  }
  return days;
}

type Cells = Awaited<ReturnType<typeof readRelation>>[number];

/** Runs of one day come in the order of the path, each with its steps. */
function orderOf(step: Cells, path: readonly string[], segmentation: string): number {
  const run = path.findIndex((runId) => snapshotId(runId, segmentation) === Number(step['snapshot_id']));
  return run * 1000 + Number(step['step']);
}

const textOrNull = (value: Cells[string] | undefined) =>
  value === null || value === undefined ? null : String(value);

function rowsOf(table: StateTable, customer: string, where: Expression): Relation {
  return ofCustomer(stateRelation(table), customer, where);
}

function ofCustomer(rows: Relation, customer: string, where: Expression | null = null): Relation {
  const isOne = compare(column('customer', TEXT), '=', text(customer));
  return select(
    rows,
    columnsOf(rows).map(({ name, type }) => ({ name, expression: column(name, type) })),
    { where: where === null ? isOne : and([isOne, where]) },
  );
}
