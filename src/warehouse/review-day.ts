import type { CalendarDate } from '../base/calendar-date.ts';

/**
 * The day a later one is compared with: the last that was published up to the review, or the first of all where no review
 * is named, or where it comes later. `published` are ascending days before `asOf`; null where there is none.
 */
export function reviewDay(
  published: readonly CalendarDate[],
  since: CalendarDate | null,
  asOf: CalendarDate,
): CalendarDate | null {
  const earlier = published.filter((day) => day < asOf);
  const reviewed = since !== null && since < asOf ? earlier.findLast((day) => day <= since) : undefined;
  return reviewed ?? earlier[0] ?? null;
}
