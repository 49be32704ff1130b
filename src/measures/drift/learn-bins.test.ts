import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sketchProject } from '../../../test/support/sketch-project.ts';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { fieldOf } from '../profile/profiled-fields.ts';
import { binWords } from './bin.ts';
import { readBinCounts } from './count-bins.ts';
import { learnBins } from './learn-bins.ts';

const { project } = sketchProject({ seats: 'integer', plan: 'text' }, '');
const [seats, plan] = ['seats', 'plan'].map((id) => {
  const attribute = project.entities[0]?.attributes.find((one) => one.id === id);
  if (!attribute) throw new Error(`no ${id}`);
  return fieldOf(attribute, false, '2026-06-30' as CalendarDate);
});

function learned(field: typeof seats, values: readonly (number | string | null)[], minimumCount = 1) {
  if (!field) throw new Error('no field');
  return learnBins(
    values.map((value) => ({ value_0: value })),
    [field],
    minimumCount,
  )[0];
}

const words = (bins: ReturnType<typeof learned>) => (bins ?? []).map((_, at) => binWords(bins ?? [], at));

describe('learnBins of a number', () => {
  it('cuts tenths', () => {
    const bins = learned(seats, [null, ...Array.from({ length: 100 }, (_, at) => at + 1)]);
    expect(words(bins)).toEqual([
      'no value',
      'under 11',
      ...[11, 21, 31, 41, 51, 61, 71, 81].map((from) => `${from} up to ${from + 10}`),
      '91 and more',
    ]);
  });

  it('gives a frequent value a bin of its own, so that zeros stand apart', () => {
    const zeros = Array.from({ length: 60 }, () => 0);
    const few = Array.from({ length: 40 }, (_, at) => 1000 * (at + 1));
    expect(words(learned(seats, [...few, ...zeros])).slice(0, 3)).toEqual([
      'no value',
      'under 1,000',
      '1,000 up to 11,000',
    ]);
  });

  it('has one bin for one value, and none for too few', () => {
    expect(words(learned(seats, [5, 5, 5]))).toEqual(['no value', 'any value']);
    expect(learned(seats, [5, null, null], 2)).toBeNull();
    expect(learned(seats, [], 1)).toBeNull();
  });

  it('is the same in any order, ascending, and never has many more than ten', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 500 }), { minLength: 1, maxLength: 200 }),
        (values) => {
          const bins = learned(seats, values);
          expect(learned(seats, values.toReversed())).toEqual(bins);
          const edges = (bins ?? []).flatMap((bin) =>
            bin.kind === 'from' && bin.edge !== null ? [Number(bin.edge)] : [],
          );
          expect(edges).toEqual([...new Set(edges)].toSorted((a, b) => a - b));
          expect(edges.length).toBeLessThanOrEqual(20);
        },
      ),
    );
  });
});

describe('learnBins of words', () => {
  it('takes the most frequent, equal ones by the alphabet, and the rest together', () => {
    const bins = learned(plan, ['pro', 'pro', 'free', 'team', 'free', 'pro', null]);
    expect(words(bins)).toEqual(['no value', 'pro', 'free', 'team', 'any other value']);
  });

  it('gives names no bins of their own', () => {
    const bins = learned(
      plan,
      Array.from({ length: 200 }, (_, at) => `customer ${at}`),
    );
    expect(words(bins)).toEqual(['no value', 'any value']);
  });
});

describe('readBinCounts', () => {
  it('parts all customers, whatever the bins', () => {
    if (!seats || !plan) throw new Error('no fields');
    const fields = [
      {
        field: seats,
        bins: [
          { kind: 'missing' },
          { kind: 'from', edge: null },
          { kind: 'from', edge: '5' },
          { kind: 'from', edge: '20' },
        ],
      },
      { field: plan, bins: [{ kind: 'missing' }, { kind: 'value', value: 'pro' }, { kind: 'other' }] },
    ] as const;
    // Of 100 customers 90 have seats, 60 of them 5 or more and 25 of them 20 or more; 80 have a plan, 30 of them pro.
    const row = { customers: 100, known_0: 90, bin_0_2: 60, bin_0_3: 25, known_1: 80, bin_1_1: 30 };
    expect(readBinCounts(row, fields)).toEqual([
      [10, 30, 35, 25],
      [20, 30, 50],
    ]);
  });
});
