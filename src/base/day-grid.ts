import type { CalendarDate } from './calendar-date.ts';
import { addDays, dayNumber, lastOfMonth } from './calendar-date.ts';

export const WEEKDAYS = [
  ...(['monday', 'tuesday', 'wednesday', 'thursday'] as const),
  ...(['friday', 'saturday', 'sunday'] as const),
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Days that come round: each of them, one weekday of every week, or the last of every month. */
export interface DayGrid {
  readonly every: 'day' | 'week' | 'month';
  /** Of `week`; the others have none. */
  readonly weekday: Weekday;
}

/** The fewest days from one day of a grid to the next. */
export const SHORTEST_STEP: Readonly<Record<DayGrid['every'], number>> = { day: 1, week: 7, month: 28 };

export function isOnGrid({ every, weekday }: DayGrid, day: CalendarDate): boolean {
  if (every === 'day') return true;
  return every === 'week' ? weekdayOf(day) === WEEKDAYS.indexOf(weekday) : lastOfMonth(day) === day;
}

/** The last day of the grid before a day, that day itself left out. */
export function gridDayBefore({ every, weekday }: DayGrid, day: CalendarDate): CalendarDate {
  if (every === 'day') return addDays(day, -1);
  if (every === 'month') return addDays(`${day.slice(0, 8)}01` as CalendarDate, -1);
  const since = (weekdayOf(day) - WEEKDAYS.indexOf(weekday) + 7) % 7;
  return addDays(day, since === 0 ? -7 : -since);
}

/** The first day of the grid after a day, that day itself left out. */
export function gridDayAfter({ every, weekday }: DayGrid, day: CalendarDate): CalendarDate {
  if (every === 'day') return addDays(day, 1);
  if (every === 'month') return lastOfMonth(addDays(day, 1));
  const until = (WEEKDAYS.indexOf(weekday) - weekdayOf(day) + 7) % 7;
  return addDays(day, until === 0 ? 7 : until);
}

/** 0 for a Monday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: CalendarDate) => (((dayNumber(day) + 3) % 7) + 7) % 7;
