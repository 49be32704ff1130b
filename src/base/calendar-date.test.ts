import { describe, expect, it } from 'vitest';
import type { CalendarDate } from './calendar-date.ts';
import { addDays, addMonths, dayInTimeZone, daysBetween, parseCalendarDate } from './calendar-date.ts';

const date = (text: string) => text as CalendarDate;

describe('calendar dates', () => {
  it('are days that exist, from 1900 to 2299', () => {
    expect(parseCalendarDate('2024-02-29')).toBe('2024-02-29');
    for (const wrong of [
      '2023-02-29',
      '1899-12-31',
      '2300-01-01',
      '2024-2-9',
      '2024-13-01',
      ' 2024-01-01',
      '',
      '24-01-01',
    ])
      expect(parseCalendarDate(wrong), wrong).toBeNull();
  });

  it('move by days and months, ends of months kept, ends of time clamped', () => {
    expect(addDays(date('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addMonths(date('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(date('2024-03-31'), -13)).toBe('2023-02-28');
    expect(addDays(date('2299-12-31'), 1)).toBe('2299-12-31');
    expect(addMonths(date('1900-01-15'), -1)).toBe('1900-01-01');
  });

  it('are counted apart by days, over leap days and before 1970', () => {
    expect(daysBetween(date('2024-02-28'), date('2024-03-01'))).toBe(2);
    expect(daysBetween(date('1969-12-31'), date('1970-01-01'))).toBe(1);
  });

  it('of an instant depend on the time zone', () => {
    const instant = new Date('2026-03-08T06:30:00Z');
    expect(dayInTimeZone(instant, 'America/New_York')).toBe('2026-03-08');
    expect(dayInTimeZone(instant, 'America/Los_Angeles')).toBe('2026-03-07');
  });
});
