import type { CalendarDate } from '../../base/calendar-date.ts';
import { flappingCustomers, flappingIn } from '../../measures/movement/flapping.ts';
import type { HeldOrPlain } from '../../measures/movement/hold-moves.ts';
import { movesInHolds } from '../../measures/movement/hold-moves.ts';
import { namesToday } from '../../measures/movement/renames.ts';
import { returningCounts, returningCustomers } from '../../measures/movement/returning.ts';
import type { Relation } from '../../sql/relation.ts';
import { countRelation, readRelation } from '../../warehouse/read-table.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { heldSnapshots, ledgerPath } from '../../warehouse/snapshot-path.ts';
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
  /** Of a segmentation with hysteresis: who flaps by the rules alone and who by where it held them; null of any other. */
  readonly held: HeldFlapping | null;
}

/** Both counted alike, from the same snapshots: those that had hysteresis. */
export interface HeldFlapping {
  readonly since: CalendarDate;
  readonly until: CalendarDate;
  readonly snapshots: number;
  readonly byRules: number;
  readonly byHolds: number;
}

export async function measureComings(history: History, withinDays: number): Promise<ComingsAndGoings> {
  const { engine, held, last, segmentation } = history;
  const runIds = held.map(({ runId }) => runId);
  const label = `comings and goings of ${segmentation.id}`;
  const [row] = await readRelation(engine, returningCounts(last.entity, segmentation.id, runIds), label);
  const count = (customers: Relation) =>
    countRelation(engine, customers, { asOf: last.asOf, label, values: 'bound' });
  return {
    since: held[0]?.asOf ?? last.asOf,
    until: last.asOf,
    snapshots: held.length,
    customers: Number(row?.['ever'] ?? 0),
    returning: Number(row?.['returning'] ?? 0),
    flapping: await count(await flappingRelation(history, withinDays)),
    withinDays,
    held: await heldFlapping(history, withinDays, count),
  };
}

async function heldFlapping(
  history: History,
  withinDays: number,
  count: (customers: Relation) => Promise<number>,
): Promise<HeldFlapping | null> {
  const snapshots = heldDays(history);
  const [first, last] = [snapshots[0], snapshots.at(-1)];
  if (!first || !last) return null;
  const by = async (which: HeldOrPlain) => count(await flappingInHolds(history, which, withinDays));
  return {
    ...{ since: first.asOf, until: last.asOf, snapshots: snapshots.length },
    byRules: await by('plain'),
    byHolds: await by('segment'),
  };
}

/** The snapshots that had hysteresis, one a date, on the path of the ledger; none where the last has none. */
function heldDays({ all, last, segmentation }: History): readonly Snapshot[] {
  if (!segmentation.hysteresis) return [];
  const path = new Set(ledgerPath(all, null, last));
  return heldSnapshots(
    all.filter(({ runId, isGridDay }) => path.has(runId) && isGridDay !== null),
    segmentation.id,
    last.asOf,
  );
}

/** One row a customer who moves back and forth by the rules alone, or by where hysteresis held it. */
export async function flappingInHolds(
  history: History,
  by: HeldOrPlain,
  withinDays: number,
): Promise<Relation> {
  const runIds = heldDays(history).map(({ runId }) => runId);
  const names = await namesOf(history);
  return flappingIn(movesInHolds(history.segmentation.id, runIds, names, by), withinDays);
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
  // Whoever is published anew on the first day has not moved between days.
  const since = new Set(all.filter(({ asOf }) => asOf > (held[0]?.asOf ?? asOf)).map(({ runId }) => runId));
  const path = (ledgerPath(all, null, last) ?? []).filter((runId) => since.has(runId));
  return flappingCustomers(segmentation.id, path, await namesOf(history), withinDays);
}

/** Ids of earlier definitions as those of today. */
async function namesOf({ held, definitionOf }: History): Promise<ReadonlyMap<string, string>> {
  const definitions: Segmentation[] = [];
  for (const snapshot of held) definitions.push(await definitionOf(snapshot));
  return namesToday(definitions);
}
