import { describe, expect, it } from 'vitest';
import { lintStated } from '../support/lint-stated.ts';
import type { SeedTable } from '../support/seed-table.ts';
import { expectedOf, gave, runTable } from '../support/seed-table.ts';

const SIZE: SeedTable = {
  title: 'company size leaves no whole number out',
  id: 'size',
  columns: { employees: 'integer firmographic' },
  method: 'method: bands\nattribute: employees',
  rows: [
    { id: 'consumer', stated: '<20', takes: ['1', '19'] },
    { id: 'smb', stated: '20-499 employees', from: 20, takes: ['20', '499'] },
    { id: 'enterprise', stated: '500+ employees', from: 500, takes: ['500', '12000'] },
  ],
  fallback: { id: 'unknown', takes: [''] },
  told: ['demographics-only warning attributes=1'],
  overlaps: [],
};

const CONTRACT: SeedTable = {
  title: 'annual contract value leaves the cents below $50,000 out; a lower edge puts them with the smaller',
  id: 'contract',
  columns: { acv: 'money value' },
  method: 'method: bands\nattribute: acv',
  rows: [
    { id: 'consumer', stated: 'Under $5,000', takes: ['0', '4999.99'] },
    { id: 'smb', stated: '$5,000 - $49,999', from: 5000, takes: ['5000', '49999', '49999.50'] },
    { id: 'enterprise', stated: '$50,000+', from: 50_000, takes: ['50000', '2000000'] },
  ],
  fallback: { id: 'unknown', takes: [''] },
  told: ['stated-gap warning from=49999.01 to=49999.99 below=smb above=enterprise'],
  overlaps: [],
};

/** Employees and contract value, both as the text has them. */
const SEGMENTS: SeedTable = {
  title: 'size and contract value together leave out who is large by one and small by the other',
  id: 'segment',
  columns: { employees: 'integer firmographic', acv: 'money value' },
  method: 'method: rules',
  rows: [
    { id: 'enterprise', when: 'employees >= 500 and acv >= 50000', takes: ['500,50000', '9000,400000'] },
    {
      id: 'smb',
      when: 'employees between 20 and 499 and acv between 5000 and 49999',
      takes: ['20,5000', '499,49999', '410,20000'],
    },
    { id: 'consumer', when: 'employees < 20 and acv < 5000', takes: ['1,0', '19,4999.99', '3,120'] },
  ],
  fallback: {
    id: 'none',
    takes: ['600,10000', '499,50000', '200,4999.99', '19,5000', '300,49999.50', '500,', ',50000'],
  },
  settings: 'limits: { segments: { from: 3, to: 7 }, largestShare: 1 }',
  told: ['fallback-share warning fallback=7 active=15 limit=0.1'],
  overlaps: [],
};

/** Days from opening a deal to winning it; a week is 7 of them, a month 30. */
const CYCLE: SeedTable = {
  title: 'decision cycle leaves out the second week, the third month and what takes longer than six',
  id: 'cycle',
  columns: { opened: 'date behavioural', won: 'date behavioural' },
  attributes: { decision_days: ['days_between(opened, won)', 'behavioural'] },
  method: 'method: bands\nattribute: decision_days',
  rows: [
    {
      id: 'consumer',
      stated: '0-7 days',
      from: 0,
      takes: ['2026-05-01,2026-05-01', '2026-05-01,2026-05-08', '2026-05-01,2026-05-14'],
    },
    {
      id: 'smb',
      stated: '14-56 days',
      from: 14,
      takes: ['2026-05-01,2026-05-15', '2026-05-01,2026-06-26', '2026-01-01,2026-03-31'],
    },
    {
      id: 'enterprise',
      stated: '90-180 days',
      from: 90,
      takes: ['2026-01-01,2026-04-01', '2025-12-01,2026-05-30', '2025-01-01,2026-06-01'],
    },
  ],
  fallback: { id: 'undecided', takes: ['2026-06-01,', '2026-06-02,2026-06-01'] },
  told: [
    'stated-gap warning from=8 to=13 below=consumer above=smb',
    'stated-gap warning from=57 to=89 below=smb above=enterprise',
    'stated-gap note from=180 below=enterprise',
  ],
  overlaps: [],
};

const STAKEHOLDERS: SeedTable = {
  title: 'key stakeholders: an IT director and an IT manager stand for different segments',
  id: 'stakeholders',
  columns: { role: 'text demographic' },
  method: 'method: rules',
  rows: [
    {
      id: 'enterprise',
      when: "role ilike 'chief %' or role in ('IT Director', 'Procurement')",
      takes: ['Chief Financial Officer', 'IT Director', 'Procurement'],
    },
    {
      id: 'smb',
      when: "role in ('Business Owner', 'Department Head', 'IT Manager')",
      takes: ['Business Owner', 'Department Head', 'IT Manager'],
    },
    { id: 'consumer', when: "role = 'Individual User'", takes: ['Individual User'] },
  ],
  fallback: { id: 'another', takes: ['Intern', ''] },
  told: ['demographics-only warning attributes=1'],
  overlaps: [],
};

/** The five things the text says of each segment; three of them make one of it. */
const SERVICE: SeedTable = {
  title: 'service: three characteristics of five, and some have three of two segments',
  id: 'service',
  columns: { answers: 'text needs' },
  method: 'method: rules',
  rows: [
    {
      id: 'enterprise',
      when: gave(3, 'account manager', 'custom integration', '99.9% uptime', 'multi-year', 'compliance'),
      takes: [
        'account manager; multi-year; compliance',
        '99.9% uptime; custom integration; compliance; annual',
        'multi-year; compliance; account manager; price; room to grow; optional support',
      ],
    },
    {
      id: 'smb',
      when: gave(3, 'optional support', 'standard package', 'monthly or annual', 'price', 'room to grow'),
      takes: [
        'standard package; monthly or annual; price',
        'optional support; room to grow; price; compliance',
      ],
    },
    {
      id: 'consumer',
      when: gave(3, 'self-service only', 'freemium', 'low touch', 'mobile first', 'social proof'),
      takes: ['self-service only; freemium; mobile first', 'low touch; social proof; freemium; price'],
    },
  ],
  fallback: { id: 'unclear', takes: ['multi-year; compliance; price; freemium', 'price', ''] },
  told: [],
  overlaps: ['smb < enterprise 1'],
};

/** Shares of the segments in each region, in percent. */
const SHARES = [
  { region: 'North', Enterprise: 45, SMB: 40, Consumer: 15 },
  { region: 'South', Enterprise: 30, SMB: 50, Consumer: 20 },
  { region: 'East', Enterprise: 35, SMB: 45, Consumer: 20 },
  { region: 'West', Enterprise: 50, SMB: 35, Consumer: 15 },
] as const;
const NAMES = ['Enterprise', 'SMB', 'Consumer'] as const;

/** Twenty customers a region stand for its shares: 45 % of them are 9. */
const REGIONS: SeedTable = {
  title: 'distribution by region: twelve cells, more segments than anybody can serve',
  id: 'market',
  columns: { region: 'text demographic', segment: 'text value' },
  method: 'method: hybrid\ncross: [region, size]',
  rows: SHARES.flatMap(({ region, ...shares }) =>
    NAMES.map((name) => ({
      id: `${region}_${name}`.toLowerCase(),
      cells: { region: region.toLowerCase(), size: name.toLowerCase() },
      takes: Array.from({ length: shares[name] / 5 }, () => `${region},${name}`),
    })),
  ),
  fallback: { id: 'elsewhere', takes: ['Overseas,Enterprise', ',SMB', 'North,'] },
  more: `kind: segmentation
id: region
entity: customer
method: rules
segments:
  - { id: north, when: region = 'North' }
  - { id: south, when: region = 'South' }
  - { id: east, when: region = 'East' }
  - { id: west, when: region = 'West' }
fallback: { id: elsewhere }
---
kind: segmentation
id: size
entity: customer
method: rules
segments:
  - { id: enterprise, when: segment = 'Enterprise' }
  - { id: smb, when: segment = 'SMB' }
  - { id: consumer, when: segment = 'Consumer' }
fallback: { id: unknown }`,
  settings: 'limits: { fallbackShare: 1 }',
  told: [
    'segment-count warning segments=12 from=3 to=7',
    'hybrid-cells note cells=8 of=20',
    'hybrid-cells warning segments=12 to=7',
  ],
  overlaps: [],
};

/** Employees, contract value, and whether a team asked to work together; the segment is that of the table above. */
const UPSELL: SeedTable = {
  title: 'upsell: 400 people are ready for a segment that begins at 500, and 500 are never ready',
  id: 'upsell',
  columns: { ...SEGMENTS.columns, asked_for_teams: 'boolean needs' },
  method: 'method: rules',
  rows: [
    { id: 'to_enterprise_plus', when: "segment('segment') = 'enterprise'", takes: ['500,50000,false'] },
    {
      id: 'to_enterprise',
      when: "segment('segment') = 'smb' and employees >= 400",
      takes: ['400,20000,false', '499,5000,true'],
    },
    {
      id: 'to_smb',
      when: "segment('segment') = 'consumer' and asked_for_teams",
      takes: ['3,0,true', '19,4999.99,true'],
    },
  ],
  fallback: {
    id: 'not_yet',
    takes: ['399,20000,true', '500,20000,true', '450,60000,true', '19,120,false', '19,120,'],
  },
  more: [
    'kind: segmentation\nid: segment\nentity: customer\nmethod: rules\nsegments:',
    ...SEGMENTS.rows.map(({ id, when }) => `  - { id: ${id}, when: ${when} }`),
    'fallback: { id: none }',
  ].join('\n'),
  told: [],
  overlaps: [],
};

/** Lifetime value of the bottom and top quartiles, annual churn, and contract values of a year in each quartile. */
const QUARTILES = [
  {
    segment: 'enterprise',
    bottom: 45_000,
    top: 120_000,
    churn: '0.021',
    low: [],
    middle: [],
    high: [50_000],
  },
  { segment: 'smb', bottom: 8000, top: 25_000, churn: '0.048', low: [], middle: [], high: [5000, 49_999] },
  {
    segment: 'consumer',
    bottom: 500,
    top: 2000,
    churn: '0.085',
    low: [0, 42],
    middle: [43, 169],
    high: [171],
  },
] as const;

/** What a customer is worth by the text's own churn: a year's contract value over the rate. */
const LIFETIME: SeedTable = {
  title:
    'lifetime value: by the churn of the text the least contracts are in the top quartile of two segments',
  id: 'lifetime',
  columns: { segment: 'text value', acv: 'money value' },
  attributes: {
    churn: [
      `case ${QUARTILES.map((row) => `when segment = '${row.segment}' then ${row.churn}`).join(' ')} end`,
      'value',
    ],
    ltv: ['acv / churn', 'value'],
  },
  method: 'method: rules',
  rows: QUARTILES.flatMap(({ segment, bottom, top, low, middle, high }) => {
    const quartile = (part: string, ltv: string, values: readonly number[]) => ({
      id: `${segment}_${part}`,
      when: `segment = '${segment}' and ${ltv}`,
      takes: values.map((acv) => `${segment},${acv}`),
    });
    return [
      quartile('bottom', `ltv <= ${bottom}`, low),
      quartile('middle', `ltv > ${bottom} and ltv < ${top}`, middle),
      quartile('top', `ltv >= ${top}`, high),
    ];
  }),
  fallback: { id: 'unknown', takes: ['enterprise,', ',50000'] },
  told: Array.from({ length: 4 }, () => 'segment-empty warning'),
  overlaps: [],
};

describe('seed 000: dimensions of a company guide', () => {
  for (const table of [SIZE, CONTRACT, SEGMENTS, CYCLE, STAKEHOLDERS, SERVICE, REGIONS, UPSELL, LIFETIME])
    it(`${table.title}`, async () => {
      const { placed, told, overlaps } = await runTable(table);
      expect({ placed, told, overlaps }).toEqual(expectedOf(table));
    });

  it('annual contract value leaves nothing out of whole dollars, and any fraction of a dollar', () => {
    const ranges = CONTRACT.rows.map(({ id, stated = '', from = null }) => [id, stated, from] as const);
    expect(lintStated('integer', ranges)).toEqual([]);
    expect(lintStated('double', ranges)).toEqual(['stated-gap warning "$50,000+" 49999..50000']);
  });
});
