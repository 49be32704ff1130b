import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { dateOfDayNumber, dayNumber, FIRST_DATE, LAST_DATE } from '../../base/calendar-date.ts';
import type { IntervalUnit } from '../expression.ts';
import { limitOfMove } from './date-guard.ts';

const units = ['day', 'week', 'month', 'year'] as const;

/** Years, months and days apart, with no clamping anywhere. */
function staysWithin(date: CalendarDate, amount: number, unit: IntervalUnit): boolean {
  if (unit === 'day' || unit === 'week') {
    const day = dayNumber(date) + amount * (unit === 'week' ? 7 : 1);
    return day >= dayNumber(FIRST_DATE) && day <= dayNumber(LAST_DATE);
  }
  const [year = 0, month = 0] = date.split('-').map(Number);
  const moved = Math.floor((year * 12 + month - 1 + amount * (unit === 'year' ? 12 : 1)) / 12);
  return moved >= 1900 && moved <= 2299;
}

describe('limitOfMove', () => {
  it('decides for every date whether it stays within 1900–2299', () => {
    const dates = fc
      .integer({ min: dayNumber(FIRST_DATE), max: dayNumber(LAST_DATE) })
      .map((day) => dateOfDayNumber(day));
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: -5000, max: 5000 }),
        fc.constantFrom(...units),
        (date, amount, unit) => {
          const limit = limitOfMove(amount, unit);
          const allowed = limit !== null && (amount < 0 ? date >= limit : date <= limit);
          expect(allowed).toBe(staysWithin(date, amount, unit));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each<[number, IntervalUnit, string | null]>([
    [0, 'day', '2299-12-31'],
    [-1, 'day', '1900-01-02'],
    [1, 'month', '2299-11-30'],
    [-1, 'month', '1900-02-01'],
    [12, 'month', '2298-12-31'],
    [-1, 'year', '1901-01-01'],
    [400, 'year', null],
    [-399, 'year', '2299-01-01'],
  ])('%i %s: %s', (amount, unit, limit) => {
    expect(limitOfMove(amount, unit)).toBe(limit);
  });
});
