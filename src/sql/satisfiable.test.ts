import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryLogic, readAll, rowsOfSmallWorld, smallWorld } from '../../test/support/small-world.ts';
import { writeCondition, writeRow } from '../../test/support/arbitrary-condition.ts';
import { evaluate } from '../../test/support/evaluate.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import { seededRandom } from '../base/seeded-random.ts';
import { canBeTrue, coverOf, isCoveredBy, truthOf } from './satisfiable.ts';

const asOf = '2026-06-30' as CalendarDate;
const rows = rowsOfSmallWorld();
const read = (text: string) => readAll([text])[0] ?? expect.unreachable(text);
const isTrue = (text: string) => {
  const expression = read(text);
  return (row: (typeof rows)[number]) => evaluate(expression, row, asOf) === true;
};

const cover = (rule: string, ...earlier: string[]) => coverOf(read(rule), readAll(earlier));

describe('truthOf', () => {
  it.each([
    ['3 > 2 and not (2 > 3)', true],
    ['2 > 3 or 3.0 = 2', false],
    ['seats is null or seats is not null', null],
    ['seats > 3', null],
  ] as const)('%s', (text, truth) => expect(truthOf(read(text))).toBe(truth));

  it('is what every row of a small world says, wherever it is known', () => {
    fc.assert(
      fc.property(arbitraryLogic, (text) => {
        const truth = truthOf(read(text));
        const others = rows.filter((row) => evaluate(read(text), row, asOf) !== truth);
        expect(truth === null ? 0 : others.length).toBe(0);
      }),
    );
  });
});

describe('canBeTrue', () => {
  it.each([
    'seats > 19 and seats < 20',
    'seats > 9223372036854775807',
    'seats = 19.5',
    'mrr > 0.01 and mrr < 0.02',
    "signup > date '2026-01-30' and signup < date '2026-01-31'",
    "signup < date '1900-01-01'",
    'score > 0 and score < 5e-324',
    "plan = 'a' and plan = 'b'",
    "plan > 'a' and plan < 'a'",
    "plan in ('a', 'b') and plan not in ('b', 'a', 'c')",
    "'￮' < plan and plan < '🙂' and plan in ('a', '🙂')",
    'seats is null and seats >= 0',
    'seats = seats and seats is null',
    'seats <> seats',
    'seats > limits and seats <= limits',
    'seats > limits and limits is null',
    'seats + 1 > 5 and seats is null',
    'is_trial and not is_trial',
    'is_trial is null and (is_trial or not is_trial)',
    'is_trial = false and is_trial',
    'at_least(2, seats < 3, seats > 5, seats is null)',
    '(seats > 5) is null and seats is not null',
    'not (seats > 5 or seats <= 5)',
    'case when is_trial then 1 end is null and case when is_trial then 1 end = 1',
    "plan like 'a%' and plan is null",
    'false',
    'as_of is null',
    '20 < 19 or 1 in (2, 3)',
    'coalesce(seats, 0) > 4 and coalesce(seats, 0) < 5',
  ])('never: %s', (text) => {
    expect(canBeTrue(read(text))).toBe('never');
  });

  it.each([
    'seats > 19 and seats < 21',
    'seats >= 9223372036854775807',
    'mrr > 0.01 and mrr < 0.03',
    "plan > 'a' and plan < 'aa'",
    'seats > limits and seats <= limits + 1',
    '(seats > 5) is null',
    'at_least(2, seats < 7, seats > 5, seats is null)',
    'score > 0 and score < 1e-323',
  ])('possible: %s', (text) => {
    expect(canBeTrue(read(text))).toBe('possible');
  });

  it('agrees with trying every row of a small world', () => {
    fc.assert(
      fc.property(arbitraryLogic, (text) => {
        const found = rows.some(isTrue(text));
        expect(canBeTrue(read(text))).toBe(found ? 'possible' : 'never');
      }),
      { numRuns: 1000 },
    );
  });

  it('never says never of a condition that a row makes true', () => {
    const wrong = Array.from({ length: 1500 }, (_, seed) => seededRandom(seed)).filter((random) => {
      const expression = read(writeCondition(random, smallWorld));
      const truth = Array.from({ length: 5 }, () => evaluate(expression, writeRow(random, smallWorld), asOf));
      return truth.includes(true) && canBeTrue(expression) === 'never';
    });
    expect(wrong).toEqual([]);
  });

  it('gives up in time', () => {
    const pairs = Array.from(
      { length: 400 },
      (_, i) => `(seats = ${i} or seats = ${i + 1000} or mrr = ${i})`,
    );
    const started = performance.now();
    canBeTrue(read(pairs.join(' and ')));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('coverOf', () => {
  it('names the earlier rules that are needed, and only those', () => {
    expect(cover('seats >= 500', "plan = 'a'", 'seats > 20')).toEqual([1]);
    expect(cover('seats >= 5', 'seats < 20', "plan = 'a'", 'seats >= 20')).toEqual([0, 2]);
    expect(cover('seats >= 5', 'seats < 20', 'seats > 20')).toBeNull();
    expect(cover('seats > 5 and seats < 3', 'is_trial')).toEqual([]);
  });

  it('does not let an unknown earlier rule cover', () => {
    expect(cover('is_trial', 'seats >= 5', 'seats < 5')).toBeNull();
    expect(cover('is_trial', 'seats >= 5', 'seats < 5', 'seats is null')).toEqual([0, 1, 2]);
  });

  it('agrees with trying every row of a small world', () => {
    fc.assert(
      fc.property(arbitraryLogic, fc.array(arbitraryLogic, { maxLength: 3 }), (rule, earlier) => {
        const sooner = earlier.map(isTrue);
        const expected = rows.filter(isTrue(rule)).every((row) => sooner.some((holds) => holds(row)));
        expect(isCoveredBy(read(rule), readAll(earlier))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});
