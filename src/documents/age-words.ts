import type { CalendarDate } from '../base/calendar-date.ts';
import { daysBetween } from '../base/calendar-date.ts';
import { formatNumber } from '../base/format-number.ts';

/** How old what an answer rests on is, on the day of the question. */
export interface Ages {
  readonly on: CalendarDate;
  /** The day the numbers are of. */
  readonly asOf: CalendarDate;
  /** The day the run that made them ended; null where they were worked out of the sources themselves, for this answer. */
  readonly ranOn: CalendarDate | null;
  /** The day the rules were learned as of; null where nothing is learned. */
  readonly learnedAsOf: CalendarDate | null;
}

/** `today`, `yesterday`, `12 days ago`, `in 3 days`. */
export function daysAgo(day: CalendarDate, on: CalendarDate): string {
  const days = daysBetween(day, on);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  return days > 0 ? `${formatNumber(days)} days ago` : `in ${inDays(-days)}`;
}

/** `1 day`, `1,234 days`. */
const inDays = (days: number): string => `${formatNumber(days)} ${days === 1 ? 'day' : 'days'}`;

/** The one line that says how old an answer is. */
export function agesLine({ on, asOf, ranOn, learnedAsOf }: Ages): string {
  const learned = learnedAsOf === null ? '' : `; learned as of ${learnedAsOf}, ${daysAgo(learnedAsOf, on)}`;
  const made =
    ranOn === null
      ? `worked out of the sources on ${on}, by no run`
      : `run on ${ranOn}, ${daysAgo(ranOn, on)}`;
  return `Data as of ${asOf}, ${daysAgo(asOf, on)}; ${made}${learned}.`;
}
