import { describe, expect, it } from 'vitest';
import type { CalendarDate } from './calendar-date.ts';
import { addDays } from './calendar-date.ts';
import type { DayGrid } from './day-grid.ts';
import { gridDayAfter, gridDayBefore, isOnGrid } from './day-grid.ts';

const day = (text: string) => text as CalendarDate;
const sundays: DayGrid = { every: 'week', weekday: 'sunday' };
const months: DayGrid = { every: 'month', weekday: 'sunday' };

describe('a grid of days', () => {
  it('has every day, one weekday, or the last of every month', () => {
    expect(isOnGrid({ every: 'day', weekday: 'sunday' }, day('2026-03-25'))).toBe(true);
    // 2026-03-29 is a Sunday, 1969-12-28 too.
    expect(
      ['2026-03-28', '2026-03-29', '2026-03-30', '1969-12-28'].map((text) => isOnGrid(sundays, day(text))),
    ).toEqual([false, true, false, true]);
    expect(['2026-02-28', '2028-02-28', '2028-02-29'].map((text) => isOnGrid(months, day(text)))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('knows the day of it before and after, never the day itself', () => {
    expect(gridDayBefore(sundays, day('2026-03-29'))).toBe('2026-03-22');
    expect(gridDayBefore(sundays, day('2026-03-28'))).toBe('2026-03-22');
    expect(gridDayAfter(sundays, day('2026-03-29'))).toBe('2026-04-05');
    expect(gridDayAfter(sundays, day('2026-03-30'))).toBe('2026-04-05');
    expect(gridDayBefore(months, day('2026-03-31'))).toBe('2026-02-28');
    expect(gridDayAfter(months, day('2026-03-31'))).toBe('2026-04-30');
    expect(gridDayAfter(months, day('2026-03-30'))).toBe('2026-03-31');
  });

  it('has nothing between a day of it and the one after', () => {
    for (const weekday of ['monday', 'thursday', 'sunday'] as const)
      for (const every of ['day', 'week', 'month'] as const)
        for (let at = day('2027-12-01'); at < '2028-03-10'; at = addDays(at, 1)) {
          const grid = { every, weekday };
          const next = gridDayAfter(grid, at);
          expect(isOnGrid(grid, next)).toBe(true);
          expect(gridDayBefore(grid, next) <= at).toBe(true);
          expect(gridDayBefore(grid, next) === at).toBe(isOnGrid(grid, at));
        }
  });
});
