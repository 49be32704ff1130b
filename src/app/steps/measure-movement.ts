import {
  causeCounts,
  causedCounts,
  ledgerOf,
  readCauseCounts,
  readCausedTransitions,
} from '../../measures/movement/causes.ts';
import type { MeasuredMovement } from '../../measures/movement/measured-movement.ts';
import { transitionMatrix } from '../../measures/movement/matrix.ts';
import type { LaterSnapshot, SegmentRetention } from '../../measures/movement/retention.ts';
import { segmentRetention } from '../../measures/movement/retention.ts';
import { movementStates } from '../../measures/movement/states.ts';
import type { Transition } from '../../measures/movement/transitions.ts';
import { readTransitions, statePairs, transitionCounts } from '../../measures/movement/transitions.ts';
import { placedCustomers } from '../../plan/placed-customers.ts';
import type { Relation } from '../../sql/relation.ts';
import type { Cause } from '../../tables/ledger.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import type { MovementBetween } from './movement-between.ts';
import { renamesBetween } from './movement-between.ts';

/** `cause` leaves only customers in the matrix whom it moved at least once; shares stay of everybody in the row. */
export async function measureMovement(
  between: MovementBetween,
  cause: Cause | null,
): Promise<MeasuredMovement> {
  const { engine, first, last, before, segmentation, project, path } = between;
  const names = await renamesBetween(between, first, last);
  const pairs = statePairs(placedCustomers(first), placedCustomers(last), names);
  const read = (relation: Relation, what: string) =>
    readRelation(engine, relation, `${what} of ${segmentation.id}`, last.asOf);
  const everybody = readTransitions(await read(transitionCounts(pairs), 'transitions'));
  const steps = path && ledgerOf(segmentation.id, path);
  const caused = steps
    ? readCausedTransitions(await read(causedCounts(steps, pairs), 'transitions by cause'))
    : [];
  const states = movementStates(before, segmentation, names);
  const shown = cause === null ? everybody : caused.filter((one) => one.cause === cause);
  return {
    from: first.asOf,
    to: last.asOf,
    matrix: transitionMatrix(states, everybody, project.limits.minimumCount, shown),
    causes: steps && readCauseCounts(await read(causeCounts(steps), 'causes')),
    caused,
  };
}

/** Follows who was in each segment at the first snapshot through every one after it, up to the last. */
export async function measureRetention(between: MovementBetween): Promise<readonly SegmentRetention[]> {
  const { first, last, before, segmentation, held, project } = between;
  const names = await renamesBetween(between, first, last);
  const later: LaterSnapshot[] = [];
  for (const snapshot of held.filter(({ asOf }) => asOf > first.asOf)) {
    const namesThen = await renamesBetween(between, first, snapshot);
    later.push({
      asOf: snapshot.asOf,
      transitions: await transitionsTo(between, snapshot, namesThen),
      idsOf: (segment) => idsThen(before, names, namesThen, segment),
    });
  }
  const { start } = movementStates(before, segmentation, names);
  return segmentRetention(first.asOf, start, later, project.limits.minimumCount);
}

async function transitionsTo(
  { engine, first }: MovementBetween,
  snapshot: Snapshot,
  names: ReadonlyMap<string, string>,
): Promise<readonly Transition[]> {
  const label = `retention of ${snapshot.segmentation} until ${snapshot.asOf}`;
  const counts = transitionCounts(statePairs(placedCustomers(first), placedCustomers(snapshot), names));
  return readTransitions(await readRelation(engine, counts, label, snapshot.asOf));
}

/** Ids that a segment of today had at a snapshot between, where it was there on the first day. */
function idsThen(
  { segments, fallback }: MovementBetween['before'],
  names: ReadonlyMap<string, string>,
  namesThen: ReadonlyMap<string, string>,
  segment: string,
): readonly string[] {
  const first = [...segments, fallback].map(({ id }) => id).filter((id) => (names.get(id) ?? id) === segment);
  return [...new Set(first.map((id) => namesThen.get(id) ?? id))];
}
