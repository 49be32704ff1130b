import { describe, expect, it } from 'vitest';
import { lintStated } from '../support/lint-stated.ts';
import type { SeedTable } from '../support/seed-table.ts';
import { expectedOf, runTable } from '../support/seed-table.ts';

const VALUE: SeedTable = {
  title: 'value ties at $10k alone: $1k and $50k are left out on one side',
  id: 'value',
  columns: { arr: 'money value' },
  method: 'method: bands\nattribute: arr',
  rows: [
    { id: 'self_serve', stated: '<$1k ARR', takes: ['0', '999.99'] },
    { id: 'smb', stated: '$1-10k ARR', from: 1000, takes: ['1000', '9999.99'] },
    { id: 'mid_market', stated: '$10-50k ARR', from: 10_000, takes: ['10000', '49999.99'] },
    { id: 'enterprise', stated: '>$50k ARR', from: 50_000, takes: ['50000', '50000.01', '800000'] },
  ],
  fallback: { id: 'unknown', takes: [''] },
  told: [
    'stated-tie warning from=10000 to=10000 first=smb second=mid_market',
    'stated-edge-differs note segment=enterprise edge=50000 stated=>$50k ARR',
  ],
  overlaps: [],
};

/** Since when they are customers, as of 2026-06-30. */
const LIFECYCLE: SeedTable = {
  title: 'lifecycle ties at 30, 90 and 365 days of tenure',
  id: 'lifecycle',
  columns: { since: 'date lifecycle' },
  attributes: { tenure_days: ['days_between(since, as_of)', 'lifecycle'] },
  method: 'method: bands\nattribute: tenure_days',
  rows: [
    { id: 'onboarding', stated: '0-30 days', from: 0, takes: ['2026-06-30', '2026-06-01'] },
    { id: 'adopting', stated: '30-90 days', from: 30, takes: ['2026-05-31', '2026-04-02'] },
    { id: 'established', stated: '90-365 days', from: 90, takes: ['2026-04-01', '2025-07-01'] },
    { id: 'mature', stated: '365+ days', from: 365, takes: ['2025-06-30', '2019-01-01'] },
  ],
  fallback: { id: 'not_yet', takes: ['2026-07-01', ''] },
  told: [
    'stated-tie warning from=30 to=30 first=onboarding second=adopting',
    'stated-tie warning from=90 to=90 first=adopting second=established',
    'stated-tie warning from=365 to=365 first=established second=mature',
  ],
  overlaps: [],
};

/**
 * Tenure and behaviour, both columns of the table: since when, actions of the last 30 days, of the 30 before.
 * Consistent and stable are both taken as within a quarter.
 */
const STAGES: SeedTable = {
  title: 'lifecycle has no stage for those whose age says one thing and whose use another',
  id: 'stage',
  columns: { since: 'date lifecycle', actions: 'integer behavioural', before: 'integer behavioural' },
  attributes: {
    tenure_days: ['days_between(since, as_of)', 'lifecycle'],
    steady: ['actions > 0 and actions * 4 >= before * 3 and actions * 4 <= before * 5', 'behavioural'],
  },
  method: 'method: rules',
  rows: [
    {
      id: 'onboarding',
      when: 'tenure_days < 30 and actions > 0',
      takes: ['2026-06-30,1,0', '2026-06-01,50,0'],
    },
    {
      id: 'adopting',
      when: 'tenure_days >= 30 and tenure_days < 90 and actions > before',
      takes: ['2026-05-31,10,9', '2026-04-02,80,20'],
    },
    {
      id: 'established',
      when: 'tenure_days >= 90 and tenure_days < 365 and steady',
      takes: ['2026-04-01,75,100', '2025-07-01,125,100'],
    },
    {
      id: 'mature',
      when: 'tenure_days >= 365 and steady',
      takes: ['2025-06-30,100,100', '2019-01-01,8,8'],
    },
  ],
  fallback: {
    id: 'in_none',
    takes: [
      ...['2026-06-15,0,0', '2026-05-01,20,20', '2026-05-01,5,20', '2026-01-01,126,100'],
      ...['2026-01-01,74,100', '2024-01-01,0,0', '2024-01-01,200,100', ',50,50', '2024-01-01,,'],
    ],
  },
  told: [],
  overlaps: [],
};

const HEALTH: SeedTable = {
  title: 'health leaves nothing out of whole scores',
  id: 'health',
  columns: { score: 'integer value' },
  method: 'method: bands\nattribute: score',
  rows: [
    { id: 'critical', stated: '0-19', from: 0, takes: ['0', '19'] },
    { id: 'at_risk', stated: '20-39', from: 20, takes: ['20', '39'] },
    { id: 'neutral', stated: '40-59', from: 40, takes: ['40', '59'] },
    { id: 'healthy', stated: '60-79', from: 60, takes: ['60', '79'] },
    { id: 'champions', stated: '80-100', from: 80, takes: ['80', '100'] },
  ],
  fallback: { id: 'no_score', takes: [''] },
  told: [],
  overlaps: [],
};

describe('seed 002: segmentation of a SaaS business', () => {
  for (const table of [VALUE, LIFECYCLE, STAGES, HEALTH])
    it(`${table.title}`, async () => {
      const { placed, told, overlaps } = await runTable(table);
      expect({ placed, told, overlaps }).toEqual(expectedOf(table));
    });

  it('health leaves much out of finer scores', () => {
    const ranges = HEALTH.rows.map(({ id, stated = '', from = null }) => [id, stated, from] as const);
    expect(lintStated('money', ranges)).toEqual([
      'stated-gap warning "20-39" 19.01..19.99',
      'stated-gap warning "40-59" 39.01..39.99',
      'stated-gap warning "60-79" 59.01..59.99',
      'stated-gap warning "80-100" 79.01..79.99',
    ]);
  });

  it('RFM codes leave two stretches out, read as numbers', () => {
    const table = [
      ['dormant', '111-222', 111],
      ['at_risk', '322-333', 322],
      ['promising', '433-443', 433],
      ['loyal', '444-554', 444],
      ['champions', '555', 555],
    ] as const;
    expect(lintStated('integer', table)).toEqual([
      'stated-gap warning "111-222" ..111',
      'stated-gap warning "322-333" 223..321',
      'stated-gap warning "433-443" 334..432',
      'stated-gap note "555" 555..',
    ]);
  });

  it('behaviour gives one range, and one share that is none', () => {
    const table = [
      ['new', '<30 days tenure', null],
      ['power', 'Top 20% by usage', 30],
    ] as const;
    expect(lintStated('integer', table)).toEqual(['stated-not-a-range warning "Top 20% by usage" ..']);
  });
});
