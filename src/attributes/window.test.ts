import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../base/calendar-date.ts';
import { addDays, dateOfDayNumber, daysBetween } from '../base/calendar-date.ts';
import { parseStretch, windowDays } from './window.ts';

const days = (length: string, asOf: string, ending?: string, earlier = 0) => {
  const stretch = parseStretch(length);
  if (!stretch) throw new Error(length);
  const { from, to } = windowDays(
    { length: stretch, ending: ending === undefined ? null : parseStretch(ending) },
    asOf as CalendarDate,
    earlier,
  );
  return `${from} ${to}`;
};

describe('windowDays', () => {
  it('counts days and weeks back from the as-of day, which is in it', () => {
    expect(days('1d', '2026-06-30')).toBe('2026-06-30 2026-06-30');
    expect(days('30d', '2026-06-30')).toBe('2026-06-01 2026-06-30');
    expect(days('12w', '2026-06-30')).toBe('2026-04-08 2026-06-30');
    expect(days('30d', '2026-06-30', '30d')).toBe('2026-05-02 2026-05-31');
  });

  it('takes months and years by the calendar, at their ends and on leap days', () => {
    expect(days('1m', '2026-03-31')).toBe('2026-03-01 2026-03-31');
    expect(days('1m', '2026-03-30', '1m')).toBe('2026-01-31 2026-02-28');
    expect(days('3m', '2024-05-31')).toBe('2024-03-01 2024-05-31');
    expect(days('1y', '2024-02-29')).toBe('2023-03-01 2024-02-29');
    expect(days('1y', '2025-02-28')).toBe('2024-02-29 2025-02-28');
  });

  it('windows one before the other leave no day out and have none twice', () => {
    const stretch = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('d', 'w', 'm', 'y'))
      .map(([amount, unit]) => `${amount}${unit}`);
    const asOf = fc.integer({ min: 40_000, max: 60_000 }).map(dateOfDayNumber);
    fc.assert(
      fc.property(
        stretch,
        fc.option(stretch),
        asOf,
        fc.integer({ min: 0, max: 3 }),
        (length, ending, day, n) => {
          const [later = '', to = ''] = days(length, day, ending ?? undefined, n).split(' ');
          const [, before = ''] = days(length, day, ending ?? undefined, n + 1).split(' ');
          expect(addDays(before as CalendarDate, 1)).toBe(later);
          expect(daysBetween(later as CalendarDate, to as CalendarDate)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it('knows what is no length of time', () => {
    for (const text of ['', '30', 'd', '0d', '-1d', '1.5d', '30 d', '30D', '123456d', '1d1d'])
      expect(parseStretch(text), text).toBe(null);
  });
});
