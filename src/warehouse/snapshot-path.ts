import type { CalendarDate } from '../base/calendar-date.ts';
import type { Snapshot } from './runs.ts';

/** Snapshots of a segmentation that hold, one a date and ascending, up to a day; of several on a date the newest run's. */
export function heldSnapshots(
  all: readonly Snapshot[],
  segmentation: string,
  onDate: CalendarDate | null,
): readonly Snapshot[] {
  const byDate = new Map<CalendarDate, Snapshot>();
  for (const one of all) {
    if (one.segmentation !== segmentation || (onDate !== null && one.asOf > onDate)) continue;
    const held = byDate.get(one.asOf);
    if (!held || held.runId < one.runId) byDate.set(one.asOf, one);
  }
  return [...byDate.values()].sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
}

/**
 * The runs whose ledgers tell one after the other how a snapshot came of an earlier one: back from `last` from each to
 * the one it was told against. Without `first` they go back to the beginning. Null where the path does not lead to `first`: a day
 * in between was published later than a day after it.
 */
export function ledgerPath(
  all: readonly Snapshot[],
  first: Snapshot | null,
  last: Snapshot,
): readonly string[] | null {
  const own = new Map(
    all.filter(({ segmentation }) => segmentation === last.segmentation).map((one) => [one.runId, one]),
  );
  const path: string[] = [];
  let at: Snapshot | undefined = last;
  while (at && at.runId !== first?.runId) {
    path.push(at.runId);
    at = at.previousRunId === null ? undefined : own.get(at.previousRunId);
  }
  return first && !at ? null : path.toReversed();
}
