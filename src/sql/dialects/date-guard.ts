import type { CalendarDate } from '../../base/calendar-date.ts';
import { addDays, addMonths, dayNumber, FIRST_DATE, LAST_DATE } from '../../base/calendar-date.ts';
import type { IntervalUnit } from '../expression.ts';

const ALL_DAYS = dayNumber(LAST_DATE) - dayNumber(FIRST_DATE);
const ALL_MONTHS = 4799;
const LAST_MONTH = '2299-12-01' as CalendarDate;

/**
 * The date at which an interval reaches the end of 1900–2299: going back, the first that may be moved; going on,
 * the last. Null when no date may. Moving keeps the order of dates, so this one date decides for all.
 */
export function limitOfMove(amount: number, unit: IntervalUnit): CalendarDate | null {
  const monthly = unit === 'month' || unit === 'year';
  const steps = amount * { day: 1, week: 7, month: 1, year: 12 }[unit];
  if (Math.abs(steps) > (monthly ? ALL_MONTHS : ALL_DAYS)) return null;
  if (!monthly) return addDays(steps < 0 ? FIRST_DATE : LAST_DATE, -steps);
  if (steps < 0) return addMonths(FIRST_DATE, -steps);
  return steps === 0 ? LAST_DATE : addDays(addMonths(LAST_MONTH, 1 - steps), -1);
}
