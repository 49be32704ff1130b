import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../base/calendar-date.ts';
import { agesLine, daysAgo } from './age-words.ts';

const day = (text: string) => text as CalendarDate;

describe('daysAgo', () => {
  it('says how long ago a day was, in whole days', () => {
    const on = day('2026-07-01');
    expect(
      ['2026-07-01', '2026-06-30', '2026-06-29', '2023-07-01'].map((one) => daysAgo(day(one), on)),
    ).toEqual(['today', 'yesterday', '2 days ago', '1,096 days ago']);
    expect(daysAgo(day('2026-07-02'), on)).toBe('in 1 day');
    expect(daysAgo(day('2026-07-03'), on)).toBe('in 2 days');
  });
});

describe('agesLine', () => {
  it('tells data, run and what was learned', () => {
    const ages = {
      on: day('2026-07-02'),
      asOf: day('2026-06-30'),
      ranOn: day('2026-07-01'),
      learnedAsOf: null,
    };
    expect(agesLine(ages)).toBe('Data as of 2026-06-30, 2 days ago; run on 2026-07-01, yesterday.');
    expect(agesLine({ ...ages, learnedAsOf: day('2026-03-31') })).toBe(
      'Data as of 2026-06-30, 2 days ago; run on 2026-07-01, yesterday; learned as of 2026-03-31, 93 days ago.',
    );
  });

  it('says where no run stands behind an answer', () => {
    const ages = { on: day('2026-07-02'), asOf: day('2026-06-30'), ranOn: null, learnedAsOf: null };
    expect(agesLine(ages)).toBe(
      'Data as of 2026-06-30, 2 days ago; worked out of the sources on 2026-07-02, by no run.',
    );
  });
});
