import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../base/calendar-date.ts';
import type { DriftBin } from './drift.ts';
import { driftOf, gravestFirst, mostMoved } from './drift.ts';

const DAYS = { base: '2026-03-31' as CalendarDate, now: '2026-06-30' as CalendarDate };
const LEVELS = { notice: 0.1, alarm: 0.25 };

const bins = (before: readonly number[], after: readonly number[]): readonly DriftBin[] =>
  before.map((count, at) => ({ label: `bin ${at}`, before: count, after: after[at] ?? 0 }));
const verdictOf = (before: readonly number[], after: readonly number[], levels = LEVELS) =>
  driftOf(bins(before, after), DAYS, levels, 10);

describe('driftOf', () => {
  it('is steady below the notice level, a notice from it and an alarm from the alarm level', () => {
    const told = verdictOf([5_000, 5_000], [8_000, 2_000]);
    const index = told.index ?? 0;
    expect(index).toBeCloseTo(0.415888, 6);
    const at = (notice: number, alarm: number) =>
      verdictOf([5_000, 5_000], [8_000, 2_000], { notice, alarm }).verdict;
    expect(at(index + 1e-9, 1)).toBe('steady');
    expect(at(index, 1)).toBe('notice');
    expect(at(0.1, index + 1e-9)).toBe('notice');
    expect(at(0.1, index)).toBe('alarm');
  });

  it('tells no change that chance brings to few customers', () => {
    // The same shares as above, of 10 customers: an index of 0.42, which two draws of ten exceed more than once in ten.
    const few = verdictOf([5, 5], [8, 2]);
    expect(few.index).toBeGreaterThan(LEVELS.alarm);
    expect(few.pValue).toBeGreaterThan(0.1);
    expect(few.verdict).toBe('steady');
    expect(verdictOf([50, 50], [80, 20]).verdict).toBe('alarm');
  });

  it('says nothing below the minimum count of either day', () => {
    expect(verdictOf([5, 4], [800, 200])).toMatchObject({ verdict: 'too-few', index: null, pValue: null });
    expect(verdictOf([800, 200], [9, 0])).toMatchObject({ verdict: 'too-few', index: null });
    expect(verdictOf([], [])).toMatchObject({ verdict: 'too-few' });
  });
});

describe('mostMoved', () => {
  it('names the bins whose shares grew and shrank most, not their counts', () => {
    // 10 %, 60 %, 30 % become 5 %, 65 %, 30 % of twice as many.
    const moved = mostMoved(verdictOf([100, 600, 300], [100, 1_300, 600]));
    expect(moved.grew?.label).toBe('bin 1');
    expect(moved.shrank?.label).toBe('bin 0');
    expect(mostMoved(verdictOf([50, 50], [500, 500]))).toEqual({ grew: null, shrank: null });
  });
});

describe('gravestFirst', () => {
  it('puts alarms first, then by index, and what nobody can say last', () => {
    const subject = (id: string) => ({ kind: 'attribute', entity: 'account', id, title: id }) as const;
    const all = [
      { subject: subject('few'), ...verdictOf([1], [1]) },
      { subject: subject('same'), ...verdictOf([500, 500], [500, 500]) },
      { subject: subject('notice'), ...verdictOf([5_000, 5_000], [6_800, 3_200]) },
      { subject: subject('alarm'), ...verdictOf([500, 500], [800, 200]) },
    ];
    expect(gravestFirst(all).map(({ subject: { id } }) => id)).toEqual(['alarm', 'notice', 'same', 'few']);
  });
});
