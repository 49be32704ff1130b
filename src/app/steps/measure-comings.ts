import type { CalendarDate } from '../../base/calendar-date.ts';
import { flappingCustomers } from '../../measures/movement/flapping.ts';
import { namesToday } from '../../measures/movement/renames.ts';
import { returningCounts, returningCustomers } from '../../measures/movement/returning.ts';
import type { Relation } from '../../sql/relation.ts';
import { countRows } from '../../sql/print.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import { ledgerPath } from '../../warehouse/snapshot-path.ts';
import type { Segmentation } from '../../definitions/project.ts';
import type { History } from './movement-between.ts';

/** Who came back and who moves back and forth, through all snapshots up to a day. */
export interface ComingsAndGoings {
  readonly since: CalendarDate;
  readonly until: CalendarDate;
  readonly snapshots: number;
  /** Everybody who was a customer at one of them. */
  readonly customers: number;
  /** Of those, who were none at a later one and a customer again after that. */
  readonly returning: number;
  /** Listed customers with two moves back, at most `withinDays` apart. */
  readonly flapping: number;
  readonly withinDays: number;
}

export async function measureComings(history: History, withinDays: number): Promise<ComingsAndGoings> {
  const { engine, held, last, segmentation } = history;
  const runIds = held.map(({ runId }) => runId);
  const label = `comings and goings of ${segmentation.id}`;
  const [row] = await readRelation(engine, returningCounts(last.entity, segmentation.id, runIds), label);
  const flapping = await flappingRelation(history, withinDays);
  const [count] = await engine.query(
    countRows(flapping, engine.dialect, { asOf: last.asOf, label, values: 'bound' }),
  );
  return {
    since: held[0]?.asOf ?? last.asOf,
    until: last.asOf,
    snapshots: held.length,
    customers: Number(row?.['ever'] ?? 0),
    returning: Number(row?.['returning'] ?? 0),
    flapping: Number(count?.['rows'] ?? 0),
    withinDays,
  };
}

/** One row a customer who left and came back. */
export function returningRelation({ held, last, segmentation }: History): Relation {
  return returningCustomers(
    last.entity,
    segmentation.id,
    held.map(({ runId }) => runId),
  );
}

/** One row a customer who moves back and forth. */
export async function flappingRelation(history: History, withinDays: number): Promise<Relation> {
  const { all, held, last, segmentation } = history;
  const definitions: Segmentation[] = [];
  for (const snapshot of held) definitions.push(await history.definitionOf(snapshot));
  // Whoever is published anew on the first day has not moved between days.
  const since = new Set(all.filter(({ asOf }) => asOf > (held[0]?.asOf ?? asOf)).map(({ runId }) => runId));
  const path = (ledgerPath(all, null, last) ?? []).filter((runId) => since.has(runId));
  return flappingCustomers(segmentation.id, path, namesToday(definitions), withinDays);
}
