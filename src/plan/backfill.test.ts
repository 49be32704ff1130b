import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../base/calendar-date.ts';
import { dayNamed, daysEvery, isMadeFromTheSame, toldAgainst } from './backfill.ts';

const day = (text: string) => text as CalendarDate;

describe('days of a backfill', () => {
  it('are the last of each month, every seventh from the first, or each', () => {
    expect(daysEvery(day('2024-01-31'), day('2024-04-30'), 'month')).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ]);
    expect(daysEvery(day('2024-01-15'), day('2024-02-28'), 'month')).toEqual(['2024-01-31']);
    expect(daysEvery(day('2024-02-26'), day('2024-03-12'), 'week')).toEqual([
      '2024-02-26',
      '2024-03-04',
      '2024-03-11',
    ]);
    expect(daysEvery(day('2024-02-28'), day('2024-03-01'), 'day')).toHaveLength(3);
    expect(daysEvery(day('2299-12-30'), day('2299-12-31'), 'day')).toHaveLength(2);
  });

  it('are named by a day or by a month', () => {
    expect(dayNamed('2024-02', 'first')).toBe('2024-02-01');
    expect(dayNamed('2024-02', 'last')).toBe('2024-02-29');
    expect(dayNamed('2024-02-11', 'last')).toBe('2024-02-11');
    expect(dayNamed('2024-13', 'last')).toBeNull();
  });
});

describe('a day is up to date', () => {
  const snapshot = (runId: string, asOf: string, previousRunId: string | null) => ({
    ...{ runId, asOf: day(asOf), segmentation: 'value', previousRunId },
  });
  const all = [
    snapshot('a', '2024-01-31', null),
    snapshot('b', '2024-02-29', 'a'),
    snapshot('c', '2024-02-29', 'b'),
  ];

  it('where it was told against the day that holds before it, through its own repetitions', () => {
    expect(all.map((one) => toldAgainst(one, all))).toEqual([null, 'a', 'a']);
  });

  it('where definitions and data are the same, and of no data is nothing known', () => {
    const made = (projectHash: string, hash: string | null) => ({
      projectHash,
      loads: new Map([['orders', hash]]),
    });
    expect(isMadeFromTheSame(made('p', 'x'), made('p', 'x'))).toBe(true);
    expect(isMadeFromTheSame(made('p', 'x'), made('q', 'x'))).toBe(false);
    expect(isMadeFromTheSame(made('p', 'x'), made('p', 'y'))).toBe(false);
    expect(isMadeFromTheSame(made('p', null), made('p', null))).toBe(false);
    expect(isMadeFromTheSame(made('p', 'x'), { projectHash: 'p', loads: new Map() })).toBe(false);
  });
});
