import type { CalendarDate } from '../../base/calendar-date.ts';
import { dayNumber } from '../../base/calendar-date.ts';
import { aggregate, asOf, column, compare } from '../../sql/expression.ts';
import type { QualityMeasure } from './quality-measure.ts';

export const freshWithin: QualityMeasure<'fresh-within'> = {
  kind: 'fresh-within',
  summary: 'Days from the newest day up to the as-of date; later days do not count.',
  counts: ({ column: { name, type } }) => {
    const day = column(name, type);
    return [{ name: 'newest', expression: aggregate('max', day, type, compare(day, '<=', asOf())) }];
  },
  apart: () => null,
  judge: ({ column: { name }, days }, { source: { id } }, row, { asOf: date }) => {
    const newest = (row['newest'] ?? null) as CalendarDate | null;
    const age = newest === null ? null : dayNumber(date) - dayNumber(newest);
    const isMet = age !== null && age <= days;
    const says =
      age === null
        ? `No row of \`${id}\` has a \`${name}\` up to ${date}`
        : `The newest \`${name}\` of \`${id}\` up to ${date} is ${newest}, ${age} days before it; ${days} are allowed`;
    return { isMet, says, failed: isMet ? 0 : 1, base: 1 };
  },
};
