import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../test/support/evaluate.ts';
import { arbitrarySeatsLogic, readAll } from '../../test/support/small-world.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import { gapsBetween, intervalsOf, overlapOf } from './intervals.ts';
import { intersection } from './value-set.ts';

const asOf = '2026-06-30' as CalendarDate;
const keyOf = (value: number) => [{ from: BigInt(value), below: BigInt(value) + 1n }];
const reachOf = (text: string) => {
  const [condition] = readAll([text]);
  const reach = condition && intervalsOf(condition);
  if (!reach) throw new Error(`no intervals: ${text}`);
  return reach;
};

describe('intervalsOf', () => {
  it.each([
    ['seats >= 20 and seats < 500', [{ from: '20', below: '500' }]],
    ['seats between 20 and 499', [{ from: '20', below: '500' }]],
    ['seats < 2.5', [{ from: null, below: '3' }]],
    [
      'not seats = 3',
      [
        { from: null, below: '3' },
        { from: '4', below: null },
      ],
    ],
    [
      'mrr <= 0.5 or mrr > 10',
      [
        { from: null, below: '0.51' },
        { from: '10.01', below: null },
      ],
    ],
    ['mrr * 12 >= 1000', [{ from: '1000.00', below: null }]],
    ['score >= 0.1 and score < 80', [{ from: '0.1', below: '80' }]],
    ["signup >= date '2026-01-01' - interval 1 day", [{ from: '2025-12-31', below: null }]],
    ["plan < 'b'", [{ from: null, below: 'b' }]],
    ['seats is null', []],
    ['at_least(2, seats > 3, seats > 5, seats < 4)', [{ from: '6', below: null }]],
  ])('%s', (text, expected) => {
    const reach = reachOf(text);
    expect(overlapOf(reach, reach)).toEqual(expected);
  });

  it('says what a condition is where the value is missing', () => {
    expect(reachOf('seats is null').trueWhenMissing).toBe(true);
    expect(reachOf('seats > 5').trueWhenMissing).toBe(false);
    expect(reachOf('(seats > 5) is not true').trueWhenMissing).toBe(true);
  });

  it.each([
    'seats > 5 and mrr > 5',
    'seats > limits',
    'is_trial',
    'true',
    "plan like 'a%'",
    'seats > 5 or is_trial',
  ])('has none for %s', (text) => {
    const [condition] = readAll([text]);
    expect(condition && intervalsOf(condition)).toBeNull();
  });

  it('agrees with evaluating at every value', () => {
    fc.assert(
      fc.property(arbitrarySeatsLogic, (text) => {
        const [condition] = readAll([text]);
        if (!condition) throw new Error(text);
        const reach = reachOf(text);
        const truth = (seats: number | null) => evaluate(condition, { seats }, asOf) === true;
        const values = [-7, 3, 4, 5, 6, 1000];
        const inside = values.filter((value) => intersection(reach.trueIn, keyOf(value)).length > 0);
        expect(inside).toEqual(values.filter(truth));
        expect(reach.trueWhenMissing).toBe(truth(null));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('gaps and overlaps', () => {
  it('finds who falls between size bands', () => {
    const small = reachOf('seats < 20');
    const middle = reachOf('seats > 20 and seats <= 499');
    const large = reachOf('seats >= 500');
    expect(gapsBetween([small, middle, large])).toEqual([{ from: '20', below: '21' }]);
    expect(gapsBetween([small, large])).toEqual([{ from: '20', below: '500' }]);
    expect(gapsBetween([reachOf('mrr < 49999'), reachOf('mrr >= 50000')])).toEqual([
      { from: '49999.00', below: '50000.00' },
    ]);
    expect(overlapOf(reachOf('seats <= 50'), reachOf('seats between 50 and 500'))).toEqual([
      { from: '50', below: '51' },
    ]);
    expect(overlapOf(small, large)).toEqual([]);
  });
});
