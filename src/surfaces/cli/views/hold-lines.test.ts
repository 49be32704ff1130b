import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../base/calendar-date.ts';
import type { ExplainedHold } from '../../../app/steps/explain-hold.ts';
import { holdLines } from './hold-lines.ts';

const HOLD: ExplainedHold = {
  plain: 'fine',
  since: '2026-03-01' as CalendarDate,
  isHeld: true,
  isOffGrid: false,
  mayLeave: '2026-03-22' as CalendarDate,
  dwellUntil: '2026-03-11' as CalendarDate,
  grid: { every: 'week', weekday: 'sunday' },
  stays: { text: 'health < 45', outcome: 'passes', values: { health: 44 } },
};

const lines = (hold: Partial<ExplainedHold> | null, reason = 'held') =>
  holdLines({ hold: hold && { ...HOLD, ...hold }, reason });

describe('the lines of a hold', () => {
  it('say since when, what the rules alone say, and what it takes to leave', () => {
    expect(lines({})).toEqual([
      '  Held here since 2026-03-01: the rules alone say fine.',
      '  It may leave on 2026-03-22 at the earliest: its dwell is over on 2026-03-11, and customers move on Sundays. It stays while this is true: health < 45 (true now; health = 44).',
    ]);
  });

  it('say less where there is less to say', () => {
    expect(lines(null)).toEqual([]);
    expect(
      lines({
        isHeld: false,
        isOffGrid: true,
        dwellUntil: null,
        grid: { every: 'day', weekday: 'sunday' },
        stays: null,
      }),
    ).toEqual([
      '  Here since 2026-03-01, and the rules alone say so too; today nobody moves.',
      '  It may leave on 2026-03-22 at the earliest: customers move on any day.',
    ]);
  });

  it('tell who is not held, and why', () => {
    expect(lines({ since: null }, 'lacks_data')).toEqual(['  Lack of data put it here, so it is not held.']);
    expect(lines({ since: null }, 'matched')[0]).toContain('held from 2026-03-22 on');
  });
});
