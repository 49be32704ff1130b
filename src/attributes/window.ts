import type { CalendarDate } from '../base/calendar-date.ts';
import { addDays, addMonths } from '../base/calendar-date.ts';

/** A length of time as people write it: `30d`, `12w`, `3m`, `1y`. Months and years are those of the calendar. */
export interface Stretch {
  readonly amount: number;
  readonly unit: 'd' | 'w' | 'm' | 'y';
}

export const STRETCH = /^([1-9]\d{0,4})([dwmy])$/;

/** Calendar days, both ends included. `from` is null where there is no first day. */
export interface Days {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate;
}

/** A window of days: its length, and how long before the as-of day it ends; null means on that day. */
export interface Window {
  readonly length: Stretch;
  readonly ending: Stretch | null;
}

/** Null when the text is no length of time. */
export function parseStretch(text: string): Stretch | null {
  const [, amount, unit] = STRETCH.exec(text) ?? [];
  return amount && unit ? { amount: Number(amount), unit: unit as Stretch['unit'] } : null;
}

/**
 * The days of a window as of a day. `earlier` counts windows before it: 1 is the one just before. Windows one after
 * the other share their edges, so no day is in two of them or between them.
 */
export function windowDays({ length, ending }: Window, asOf: CalendarDate, earlier = 0): Days {
  const back = (windows: number) => stepBack(asOf, [...(ending ? [ending] : []), times(length, windows)]);
  return { from: addDays(back(earlier + 1), 1), to: back(earlier) };
}

/** The day a stretch before another. */
export const dayBefore = (day: CalendarDate, stretch: Stretch): CalendarDate => stepBack(day, [stretch]);

const times = ({ amount, unit }: Stretch, factor: number): Stretch => ({ amount: amount * factor, unit });

/** Months and years are taken off first, then weeks and days. */
function stepBack(day: CalendarDate, stretches: readonly Stretch[]): CalendarDate {
  const total = (sizes: Readonly<Partial<Record<Stretch['unit'], number>>>) =>
    stretches.reduce((sum, { amount, unit }) => sum + amount * (sizes[unit] ?? 0), 0);
  return addDays(addMonths(day, -total({ m: 1, y: 12 })), -total({ d: 1, w: 7 }));
}
