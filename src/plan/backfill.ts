import type { CalendarDate } from '../base/calendar-date.ts';
import { addDays, lastOfMonth, parseCalendarDate } from '../base/calendar-date.ts';

export const EVERY = ['day', 'week', 'month'] as const;
export type Every = (typeof EVERY)[number];

/** The first or last day a text names: of `2025-03` the first or last of the month. Null where it names none. */
export function dayNamed(text: string, end: 'first' | 'last'): CalendarDate | null {
  if (!/^\d{4}-\d{2}$/.test(text)) return parseCalendarDate(text);
  const first = parseCalendarDate(`${text}-01`);
  return first && end === 'last' ? lastOfMonth(first) : first;
}

/** Days from the first to the last, ascending: each of them, every seventh from the first, or every last of a month. */
export function daysEvery(from: CalendarDate, to: CalendarDate, every: Every): readonly CalendarDate[] {
  const days: CalendarDate[] = [];
  const next = (day: CalendarDate): CalendarDate => {
    if (every === 'month') return lastOfMonth(addDays(day, 1));
    return addDays(day, every === 'week' ? 7 : 1);
  };
  for (let day = every === 'month' ? lastOfMonth(from) : from; day <= to; day = next(day)) {
    if (days.at(-1) === day) break;
    days.push(day);
  }
  return days;
}

/** A published snapshot as far as its history goes: what it was compared with, and what came of which run. */
export interface HistorySnapshot {
  readonly runId: string;
  readonly asOf: CalendarDate;
  readonly segmentation: string;
  readonly previousRunId: string | null;
}

/**
 * The run a snapshot was told against on an earlier day: a day that was published twice is compared with itself
 * first, and that with the day before. Null: with none.
 */
export function toldAgainst(snapshot: HistorySnapshot, all: readonly HistorySnapshot[]): string | null {
  const before = (one: HistorySnapshot) =>
    all.find(({ runId, segmentation }) => runId === one.previousRunId && segmentation === one.segmentation);
  let earlier = before(snapshot);
  while (earlier && earlier.asOf >= snapshot.asOf) earlier = before(earlier);
  return earlier?.runId ?? null;
}

/** A run as far as it says what a day was made from. Hashes are of the loaded sources; null where one has none. */
export interface MadeFrom {
  readonly projectHash: string;
  readonly loads: ReadonlyMap<string, string | null>;
}

/** Whether both were made from the same definitions and the same data; of data without a hash nobody can say. */
export function isMadeFromTheSame(one: MadeFrom, other: MadeFrom): boolean {
  return (
    one.projectHash === other.projectHash &&
    one.loads.size === other.loads.size &&
    [...one.loads].every(([source, hash]) => hash !== null && other.loads.get(source) === hash)
  );
}
