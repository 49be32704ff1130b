import { describe, expect, it } from 'vitest';
import { parse } from '../sql/parse.ts';
import type { Vocabulary } from './condition-words.ts';
import { conditionWords } from './condition-words.ts';

const names: Vocabulary = {
  attribute: (name) =>
    ({
      arr: { title: 'ARR', unit: 'USD a year' },
      seats: { title: 'Seats', unit: 'seats' },
      industry: { title: 'Industry', unit: null },
      at_risk: { title: 'At risk', unit: null },
      signup: { title: 'Signed up on', unit: null },
      'account.arr': { title: 'ARR of the account', unit: 'USD a year' },
    })[name] ?? null,
  segmentation: (id) => (id === 'value' ? 'Value by ARR' : id),
  segment: (_, id) => (id === 'mid' ? 'Mid-market' : 'Enterprise'),
};

function said(text: string): string {
  const { syntax, problems } = parse(text);
  if (!syntax || problems.length > 0) throw new Error(`${text}: ${problems[0]?.message}`);
  return conditionWords(syntax, names);
}

describe('conditionWords', () => {
  it.each([
    ['arr >= 50000', 'ARR is at least 50,000 USD a year'],
    ['arr >= 1000 and arr < 10000.5', 'ARR is at least 1,000 USD a year and below 10,000.5 USD a year'],
    ['seats = 1', 'Seats is 1 seat'],
    ['5 < seats', 'Seats is above 5 seats'],
    ['seats <> 0', 'Seats is not 0 seats'],
    ['seats between 2 and 9', 'Seats is from 2 seats to 9 seats'],
    ['seats not between 2 and 9', 'Seats is not from 2 seats to 9 seats'],
    ['arr > -5', 'ARR is above −5 USD a year'],
    ['account.arr > 0', 'ARR of the account is above 0 USD a year'],
    ["industry = 'EdTech'", 'Industry is “EdTech”'],
    ["industry in ('A', 'B', 'C')", 'Industry is “A”, “B” or “C”'],
    ["industry not in ('A', 'B')", 'Industry is none of “A” or “B”'],
    ['industry is null', 'Industry is not known'],
    ['industry is not null', 'Industry is known'],
    ['at_risk', 'At risk holds'],
    ['not at_risk', 'At risk does not hold'],
    ['at_risk is not true', 'At risk is not certainly true'],
    ["segment('value') = 'mid'", 'Value by ARR is Mid-market'],
    ["segment('value') in ('mid', 'enterprise')", 'Value by ARR is Mid-market or Enterprise'],
    ['signup > as_of - interval 90 day', 'Signed up on is after the day 90 days before the as-of day'],
    ["signup <= date '2026-01-31'", 'Signed up on is on or before 2026-01-31'],
    ['days_between(signup, as_of) < 30', 'days since Signed up on is below 30'],
    ['arr / seats >= 100', 'ARR ÷ Seats is at least 100'],
    ['arr + seats + 2 > 4', 'ARR + Seats + 2 is above 4'],
    ['arr - (seats - 2) * 3 > 4', 'ARR − (Seats − 2) × 3 is above 4'],
    ['arr / (seats * 2) > 4', 'ARR ÷ (Seats × 2) is above 4'],
    ["industry like 'A%'", "the condition industry like 'A%' holds"],
  ])('says %s', (text, words) => {
    expect(said(text)).toBe(words);
  });

  it('puts brackets where a sentence could be read in two ways', () => {
    expect(said("at_risk and (seats < 5 or industry = 'A')")).toBe(
      'At risk holds and (Seats is below 5 seats or Industry is “A”)',
    );
    expect(said('at_risk and seats < 5 or arr > 9')).toBe(
      '(At risk holds and Seats is below 5 seats) or ARR is above 9 USD a year',
    );
    expect(said('at_least(2, at_risk, seats < 5, arr > 9)')).toBe(
      'at least 2 of these 3 hold: At risk; Seats is below 5 seats; ARR is above 9 USD a year',
    );
    expect(said('not (at_risk and seats < 5)')).toBe(
      'it is not so that (At risk holds and Seats is below 5 seats)',
    );
  });

  it('does not merge bounds of different values, nor bounds that are apart', () => {
    expect(said('arr >= 5 and seats < 2 and arr < 9')).toBe(
      'ARR is at least 5 USD a year, Seats is below 2 seats, and ARR is below 9 USD a year',
    );
  });
});
