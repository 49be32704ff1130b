import { describe, expect, it } from 'vitest';
import type { SeedTable } from '../support/seed-table.ts';
import { expectedOf, runTable } from '../support/seed-table.ts';

/** A customer of each score: days since the last activity (least is best), active days of 30, revenue. */
const DAYS_SINCE = [45, 30, 20, 10, 0];
const ACTIVE_DAYS = [1, 8, 15, 22, 29];
const REVENUE = ['10.00', '90.00', '400.00', '1500.00', '9000.00'];

const SCORES = [1, 2, 3, 4, 5];
const CODES = SCORES.flatMap((r) => SCORES.flatMap((f) => SCORES.map((m) => `${r}${f}${m}`)));

const customerOf = (code: string) => {
  const [r = 0, f = 0, m = 0] = [...code].map((score) => Number(score) - 1);
  return `${DAYS_SINCE[r]},${ACTIVE_DAYS[f]},${REVENUE[m]}`;
};

/** One customer for every code from one number to another. */
const between = (from: number, to: number) =>
  CODES.filter((code) => Number(code) >= from && Number(code) <= to).map(customerOf);

const SCORED = 'method: rfm\nrecency: days_since\nfrequency: active_days\nmonetary: mrr';
const THRESHOLDS =
  'thresholds: { recency: [10, 20, 30, 45], frequency: [8, 15, 22, 29], monetary: [90, 400, 1500, 9000] }';

const RFM: SeedTable = {
  title: 'places 77 of its 125 codes and leaves two stretches to the fallback',
  id: 'rfm',
  columns: { days_since: 'integer behavioural', active_days: 'integer behavioural', mrr: 'money value' },
  method: `${SCORED}\n${THRESHOLDS}`,
  rows: [
    { id: 'champions', cells: '555', takes: between(555, 555) },
    { id: 'loyal', cells: '444-554', takes: between(444, 554) },
    { id: 'promising', cells: '433-443', takes: between(433, 443) },
    { id: 'at_risk', cells: '322-333', takes: between(322, 333) },
    { id: 'dormant', cells: '111-222', takes: between(111, 222) },
  ],
  fallback: { id: 'in_none', takes: [...between(223, 321), ...between(334, 432)] },
  told: [
    'rfm-map warning cells=48 of=125',
    'rfm-code-range note segment=loyal code=511',
    'rfm-code-range note segment=promising code=441',
    'rfm-code-range note segment=at_risk code=325',
    'rfm-code-range note segment=dormant code=155',
  ],
  overlaps: [],
};

const LEARNED: SeedTable = {
  ...RFM,
  title: 'does so by thresholds learned from those customers, a fifth of them in each score',
  method: SCORED,
};

const PRESET: SeedTable = {
  ...RFM,
  title: 'is the map that ships as a preset',
  method: `${RFM.method}\npreset: seed_002`,
  rows: RFM.rows.map(({ id, takes }) => ({ id, takes })),
};

describe('seed 002: the RFM table', () => {
  for (const table of [RFM, LEARNED, PRESET])
    it(`${table.title}`, async () => {
      const { placed, told, overlaps } = await runTable(table);
      expect({ placed, told, overlaps }).toEqual(expectedOf(table));
    });

  it('has so many codes in each row', () => {
    const sizes = [...RFM.rows, RFM.fallback].map(({ id, takes }) => [id, takes.length]);
    expect(Object.fromEntries(sizes)).toEqual({
      champions: 1,
      loyal: 31,
      promising: 6,
      at_risk: 7,
      dormant: 32,
      in_none: 48,
    });
  });

  it('calls them loyal who were active today, rarely and for little, and dormant who paid most', async () => {
    const { placed } = await runTable(RFM);
    expect(placed['loyal']).toContain(customerOf('511'));
    expect(placed['dormant']).toContain(customerOf('155'));
  });
});
