import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../base/calendar-date.ts';
import { reviewDay } from './review-day.ts';

const day = (text: string) => text as CalendarDate;
const published = ['2026-01-31', '2026-02-28', '2026-03-31'].map(day);

describe('reviewDay', () => {
  it('is the first day published, where no review is named', () => {
    expect(reviewDay(published, null, day('2026-04-30'))).toBe('2026-01-31');
    expect(reviewDay([], null, day('2026-04-30'))).toBeNull();
  });

  it('is the day that held at the review', () => {
    expect(reviewDay(published, day('2026-02-28'), day('2026-04-30'))).toBe('2026-02-28');
    expect(reviewDay(published, day('2026-03-15'), day('2026-04-30'))).toBe('2026-02-28');
    expect(reviewDay(published, day('2025-12-31'), day('2026-04-30'))).toBe('2026-01-31');
  });

  it('never comes on or after the day it is for', () => {
    expect(reviewDay(published, null, day('2026-01-31'))).toBeNull();
    expect(reviewDay(published, day('2026-03-31'), day('2026-03-31'))).toBe('2026-01-31');
    expect(reviewDay(published, day('2026-06-30'), day('2026-03-15'))).toBe('2026-01-31');
  });
});
