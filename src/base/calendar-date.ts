declare const brand: unique symbol;

/** A calendar day `YYYY-MM-DD` between 1900-01-01 and 2299-12-31, the span both engines store exactly. */
export type CalendarDate = string & { readonly [brand]: 'CalendarDate' };

export const FIRST_DATE = '1900-01-01' as CalendarDate;
export const LAST_DATE = '2299-12-31' as CalendarDate;

const DAY_MS = 86_400_000;

/** Null when the text is not a day of the calendar or falls outside 1900–2299. */
export function parseCalendarDate(text: string): CalendarDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return null;
  return text < FIRST_DATE || text > LAST_DATE ? null : (text as CalendarDate);
}

/** Days since 1970-01-01; negative before. */
export function dayNumber(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** Clamped to 1900-01-01 .. 2299-12-31. */
export function dateOfDayNumber(day: number): CalendarDate {
  const clamped = Math.min(Math.max(day, dayNumber(FIRST_DATE)), dayNumber(LAST_DATE));
  return new Date(clamped * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Same day of the month, or its last day where that day does not exist. Clamped like {@link addDays}. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = Date.UTC(year, month - 1 + months, Math.min(day, lastDay));
  return dateOfDayNumber(moved / DAY_MS);
}

export function lastOfMonth(date: CalendarDate): CalendarDate {
  const first = `${date.slice(0, 8)}01` as CalendarDate;
  return addDays(addMonths(first, 1), -1);
}

export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The calendar day an instant falls on in an IANA time zone. */
export function dayInTimeZone(instant: Date, timeZone: string): CalendarDate {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
  return parts as CalendarDate;
}
