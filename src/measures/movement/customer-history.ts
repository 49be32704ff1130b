import type { CalendarDate } from '../../base/calendar-date.ts';
import { daysBetween } from '../../base/calendar-date.ts';
import type { Cause } from '../../tables/ledger.ts';

/** A step of the ledger about one customer; null stands for not listed. */
export interface LedgerStep {
  readonly cause: Cause;
  readonly from: string | null;
  readonly to: string | null;
}

/** One customer at one snapshot. `segment` is null where the day does not list them. */
export interface CustomerDay {
  readonly asOf: CalendarDate;
  readonly segment: string | null;
  /** The same segment under the id it has now: a renamed segment moves nobody. */
  readonly segmentNow: string | null;
  /** Of the segment, as of its day. */
  readonly title: string | null;
  readonly status: 'customer' | 'former' | 'prospect' | 'unlisted';
  readonly money: string | null;
  readonly margin: number | null;
  /** The steps since the snapshot before that the ledger tells of, in their order. */
  readonly steps: readonly LedgerStep[];
}

/** A stretch of snapshots at which a customer was in one segment with one status. */
export interface CustomerStay {
  readonly segment: string | null;
  readonly title: string | null;
  readonly status: CustomerDay['status'];
  readonly firstSeen: CalendarDate;
  readonly lastSeen: CalendarDate;
  /** The first snapshot that sees them elsewhere; null while they are still there. */
  readonly leftBy: CalendarDate | null;
  /** From the first snapshot to the last that see them there: they were there at least so long. */
  readonly days: number;
  readonly snapshots: number;
  /** What brought them there. */
  readonly steps: readonly LedgerStep[];
}

/** The days of a customer put together to stays, in order; before they were first listed there are none. */
export function customerStays(days: readonly CustomerDay[]): readonly CustomerStay[] {
  const from = days.findIndex(({ status }) => status !== 'unlisted');
  const stays: CustomerDay[][] = [];
  for (const day of from < 0 ? [] : days.slice(from)) {
    const before = stays.at(-1)?.at(-1);
    if (before && before.segmentNow === day.segmentNow && before.status === day.status)
      stays.at(-1)?.push(day);
    else stays.push([day]);
  }
  return stays.flatMap((stay, index) => {
    const [first, last] = [stay[0], stay.at(-1)];
    return first && last ? [stayOf(first, last, stay.length, stays[index + 1]?.[0]?.asOf ?? null)] : [];
  });
}

function stayOf(
  { segment, status, asOf, steps }: CustomerDay,
  last: CustomerDay,
  snapshots: number,
  leftBy: CalendarDate | null,
): CustomerStay {
  return {
    segment: last.segment ?? segment,
    title: last.title,
    status,
    firstSeen: asOf,
    lastSeen: last.asOf,
    leftBy,
    days: daysBetween(asOf, last.asOf),
    snapshots,
    steps,
  };
}
