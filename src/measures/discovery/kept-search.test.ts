import { expect, it } from 'vitest';
import type { CalendarDate } from '../../base/calendar-date.ts';
import type { KeptSearch } from './kept-search.ts';
import { keptSearchText, readKeptSearch } from './kept-search.ts';

const whole = { share: 1, low: 1, high: 1 };
const kept: KeptSearch = {
  asOf: '2026-06-30' as CalendarDate,
  ...{ runId: 'r1', currency: 'EUR', customers: 120, rows: 100, adopted: 2 },
  settings: { seed: 1, sample: 90, mostComponents: 8, bootstraps: 30, nulls: 19, moneyFloor: null },
  search: {
    searched: 90,
    recommendation: { groups: 1, verdict: 'no groups', passedOver: null, clouds: 1 },
    levels: [
      {
        ...{ groups: 1, verdict: 'no groups', bic: 1.5, icl: null, entropy: 0, doubt: 0, cloudCriterion: -3 },
        ...{
          stability: null,
          nullShare: null,
          smallestShare: whole,
          smallestMoney: '12.50',
          aboveFloor: null,
        },
        found: [{ number: 1, customers: 120, share: whole, money: '12.50', stability: null, origins: [] }],
      },
    ],
  },
};

it('comes back as it was kept, digits of money and all', () => {
  expect(readKeptSearch(keptSearchText(kept))).toEqual(kept);
});

it('keeps no more than it says, and refuses what it cannot read', () => {
  const more = { ...kept, coverage: { secret: 'values' } };
  expect(keptSearchText(more)).toBe(keptSearchText(kept));
  expect(() => readKeptSearch('{"adopted":2}')).toThrow('asOf');
});
