import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/base/calendar-date.ts';
import type { SeedTable } from '../support/seed-table.ts';
import { AS_OF, expectedOf, gave, runTable } from '../support/seed-table.ts';

const SIZE: SeedTable = {
  title: 'company size ties at 50 and 500, and has no place for fewer than 10',
  id: 'size',
  columns: { employees: 'integer firmographic' },
  method: 'method: bands\nattribute: employees',
  rows: [
    { id: 'small', stated: '10-50 employees', from: 10, takes: ['10', '49'] },
    { id: 'medium', stated: '50-500 employees', from: 50, takes: ['50', '51', '499'] },
    { id: 'enterprise', stated: '500+ employees', from: 500, takes: ['500', '90000'] },
  ],
  fallback: { id: 'none', takes: ['0', '9', ''] },
  told: [
    'demographics-only warning attributes=1',
    'rules-gap note below=10',
    'stated-gap warning to=10 above=small',
    'stated-tie warning from=50 to=50 first=small second=medium',
    'stated-tie warning from=500 to=500 first=medium second=enterprise',
  ],
  overlaps: [],
};

const BUDGET: SeedTable = {
  title: 'monthly budget for automation ties at 5,000 and 25,000, and begins at 1,000',
  id: 'budget',
  columns: { monthly_budget: 'money value' },
  method: 'method: bands\nattribute: monthly_budget',
  rows: [
    { id: 'small', stated: '$1K-5K/month', from: 1000, takes: ['1000', '4999.99'] },
    { id: 'medium', stated: '$5K-25K/month', from: 5000, takes: ['5000', '24999.99'] },
    { id: 'enterprise', stated: '$25K+ per month', from: 25_000, takes: ['25000', '1000000'] },
  ],
  fallback: { id: 'none', takes: ['0', '999.99', ''] },
  told: [
    'rules-gap note below=1000.00',
    'stated-gap warning to=1000 above=small',
    'stated-tie warning from=5000 to=5000 first=small second=medium',
    'stated-tie warning from=25000 to=25000 first=medium second=enterprise',
  ],
  overlaps: [],
};

const INDUSTRY: SeedTable = {
  title: 'industry vertical names five, and those outside them are in none',
  id: 'industry',
  columns: { industry: 'text firmographic' },
  method: 'method: rules',
  rows: [
    { id: 'healthcare', when: "industry = 'Healthcare'", takes: ['Healthcare', 'Healthcare'] },
    { id: 'finance', when: "industry = 'Finance'", takes: ['Finance'] },
    { id: 'manufacturing', when: "industry = 'Manufacturing'", takes: ['Manufacturing'] },
    { id: 'technology', when: "industry = 'Technology'", takes: ['Technology'] },
    { id: 'services', when: "industry = 'Professional Services'", takes: ['Professional Services'] },
  ],
  fallback: { id: 'another', takes: ['Retail', 'healthcare', 'Fintech', ''] },
  told: ['demographics-only warning attributes=1'],
  overlaps: [],
};

const ROLE: SeedTable = {
  title: 'role: who manages both IT and operations is two of them, and the order decides',
  id: 'role',
  columns: { role: 'text demographic' },
  method: 'method: rules',
  rows: [
    {
      id: 'it',
      when: "role ilike '%manager%' and (role like 'IT %' or role like '% IT%')",
      takes: ['IT Manager', 'Manager IT', 'IT Operations Manager'],
    },
    {
      id: 'operations',
      when: "role ilike '%manager%' and role ilike '%operations%'",
      takes: ['Operations Manager', 'manager of operations'],
    },
    {
      id: 'executive',
      when: "role ilike 'chief %' or role in ('CEO', 'CFO', 'COO', 'CTO')",
      takes: ['CEO', 'Chief Operations Officer', 'CTO'],
    },
    { id: 'user', when: "role ilike '%user%'", takes: ['End User', 'Power user'] },
  ],
  fallback: { id: 'another', takes: ['Office Manager', 'Procurement', ''] },
  told: ['demographics-only warning attributes=1'],
  overlaps: ['operations < it 1'],
};

/** Of the three things the text says of each, two make one of them: a survey ticks as many as it likes. */
const ADOPTION: SeedTable = {
  title: 'technology adoption: two signs of three',
  id: 'adoption',
  columns: { answers: 'text psychographic' },
  method: 'method: rules',
  rows: [
    {
      id: 'early',
      when: gave(2, 'tries new technology', 'gives feedback', 'influences others'),
      takes: [
        'tries new technology; gives feedback; influences others',
        'influences others; gives feedback',
        'tries new technology; gives feedback; prefers stability; needs support',
      ],
    },
    {
      id: 'mainstream',
      when: gave(2, 'waits for proof', 'prefers stability', 'needs support'),
      takes: ['waits for proof; prefers stability', 'needs support; prefers stability; gives feedback'],
    },
    {
      id: 'late',
      when: gave(2, 'resists change', 'wants extensive proof', 'needs a hand held'),
      takes: ['resists change; needs a hand held', 'wants extensive proof; resists change; needs support'],
    },
  ],
  fallback: { id: 'unclear', takes: ['gives feedback; needs support; resists change', 'needs support', ''] },
  told: [],
  overlaps: ['mainstream < early 1'],
};

const DECISIONS: SeedTable = {
  title: 'decision-making style: two signs of three',
  id: 'decisions',
  columns: { answers: 'text psychographic' },
  method: 'method: rules',
  rows: [
    {
      id: 'data_driven',
      when: gave(2, 'metrics', 'return on investment', 'performance data'),
      takes: ['metrics; performance data', 'metrics; return on investment; references'],
    },
    {
      id: 'relationship_driven',
      when: gave(2, 'trust', 'personal connections', 'references'),
      takes: ['trust; references', 'references; personal connections; pilot'],
    },
    {
      id: 'risk_averse',
      when: gave(2, 'extensive evaluation', 'pilot', 'gradual adoption'),
      takes: ['pilot; gradual adoption', 'extensive evaluation; pilot; metrics'],
    },
  ],
  fallback: { id: 'unclear', takes: ['metrics; trust; pilot', 'something else', ''] },
  told: [],
  overlaps: [],
};

/** Jobs and pain points of the three profiles. Integration pains two of them, and so does compliance. */
const NEEDS: SeedTable = {
  title: 'needs: jobs and pain points of the profiles share integration and compliance',
  id: 'needs',
  columns: { answers: 'text needs' },
  method: 'method: rules',
  rows: [
    {
      id: 'small',
      when: gave(
        3,
        ...['automate tasks', 'less manual entry', 'faster answers', 'scale without staff'],
        ...['little expertise', 'tight budget', 'no time', 'integration'],
      ),
      takes: [
        'automate tasks; less manual entry; tight budget',
        'faster answers; no time; integration',
        'scale without staff; little expertise; integration; silos; compliance',
      ],
    },
    {
      id: 'medium',
      when: gave(
        3,
        ...['standardize departments', 'collaborate', 'audit trails', 'allocate resources'],
        ...['varied processes', 'silos', 'compliance', 'integration'],
      ),
      takes: ['standardize departments; collaborate; silos', 'compliance; integration; audit trails'],
    },
    {
      id: 'enterprise',
      when: gave(
        3,
        ...['standardize the enterprise', 'advanced analytics', 'custom workflows', 'governance'],
        ...['legacy systems', 'change management', 'compliance', 'performance'],
      ),
      takes: ['governance; legacy systems; compliance', 'advanced analytics; custom workflows; performance'],
    },
  ],
  fallback: { id: 'unclear', takes: ['integration; compliance', 'automate tasks; silos; governance', ''] },
  told: [],
  overlaps: ['medium < small 1'],
};

/** Actions of the last 30 days by kind of feature, and on how many days: `advanced 60 basic 150 on 20`. */
const USAGE: SeedTable = {
  title: 'usage patterns: who does simple things often is none of the three',
  id: 'patterns',
  columns: {},
  method: 'method: rules',
  rows: [
    {
      id: 'power',
      when: 'advanced >= 50 and actions >= 200',
      takes: ['advanced 60 basic 150 on 20', 'advanced 50 basic 150 on 1', 'advanced 90 users 120 on 12'],
    },
    {
      id: 'casual',
      when: 'advanced = 0 and administrative * 2 < actions and active_days < 8',
      takes: ['basic 1 on 1', 'basic 900 on 7', 'basic 21 reports 20 on 3'],
    },
    {
      id: 'administrative',
      when: 'actions > 0 and administrative * 2 >= actions',
      takes: ['setup 10 users 5 reports 5 on 4', 'basic 20 reports 20 on 3', 'users 1 on 1'],
    },
  ],
  fallback: { id: 'none', takes: ['basic 30 on 8', 'advanced 49 basic 151 on 20', ''] },
  more: `kind: source
id: usage
file: usage.csv
date: day
covers: { from: 2026-01-01, to: 2026-06-30 }
columns: { customer: text, day: date, feature: text, actions: integer }
---
{ kind: attribute, id: actions, entity: customer, basis: behavioural, aggregate: { source: usage, by: customer, function: sum, of: actions, window: 30d } }
---
{ kind: attribute, id: advanced, entity: customer, basis: behavioural, aggregate: { source: usage, by: customer, function: sum, of: actions, window: 30d, where: feature = 'advanced' } }
---
{ kind: attribute, id: administrative, entity: customer, basis: behavioural, aggregate: { source: usage, by: customer, function: sum, of: actions, window: 30d, where: "feature in ('setup', 'users', 'reports')" } }
---
{ kind: attribute, id: active_days, entity: customer, basis: behavioural, aggregate: { source: usage, by: customer, function: days_active, window: 30d } }`,
  files: (customers) => ({
    'usage.csv': [
      'customer,day,feature,actions',
      ...customers.flatMap(({ id, cells }) => {
        const [kinds = '', days = '0'] = cells.split(' on ');
        const pairs = [...kinds.matchAll(/(\w+) (\d+)/g)];
        return Array.from({ length: Number(days) }, (_, day) =>
          pairs.map(
            ([, feature, actions]) => `${id},${addDays(AS_OF, -day)},${feature},${day === 0 ? actions : 0}`,
          ),
        ).flat();
      }),
    ].join('\n'),
  }),
  told: [],
  overlaps: ['administrative < power 1'],
};

describe('seed 001: dimensions of the segmentation standards', () => {
  for (const table of [SIZE, BUDGET, INDUSTRY, ROLE, ADOPTION, USAGE, DECISIONS, NEEDS])
    it(`${table.title}`, async () => {
      const { placed, told, overlaps } = await runTable(table);
      expect({ placed, told, overlaps }).toEqual(expectedOf(table));
    });
});
