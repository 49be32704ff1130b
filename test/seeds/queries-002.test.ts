import { describe, expect, it } from 'vitest';
import type { SeedTable } from '../support/seed-table.ts';
import { expectedOf, runTable } from '../support/seed-table.ts';

/** The three queries, their conditions as they are written. */
const QUERIES: SeedTable = {
  title: 'take whom their conditions say, edges and missing values included',
  id: 'queries',
  columns: {
    logins_30d: 'integer behavioural',
    features_used: 'integer behavioural',
    depth_score: 'integer behavioural',
    health_score: 'integer value',
    tenure_days: 'integer lifecycle',
    churn_predicted: 'money value',
    usage_pct_of_limit: 'integer behavioural',
    nps_score: 'integer needs',
  },
  method: 'method: rules',
  rows: [
    {
      id: 'power_users',
      when: 'logins_30d >= 20 AND features_used >= 5 AND depth_score >= 80',
      takes: [
        '20,5,80,50,100,0.10,10,7',
        '30,14,100,,,,,',
        '25,6,90,39,91,0.51,10,2',
        '22,9,85,95,400,0.05,99,10',
      ],
    },
    {
      id: 'at_risk',
      when: 'health_score < 40 AND tenure_days > 90 AND churn_predicted > 0.5',
      takes: ['0,0,0,39,91,0.51,10,5', '30,14,79,0,2000,1.00,90,9', ',,,25,365,0.80,,'],
    },
    {
      id: 'expansion_ready',
      when: 'health_score >= 70 AND usage_pct_of_limit >= 80 AND nps_score >= 8',
      takes: ['1,1,1,70,5,0.90,80,8', '19,14,100,100,900,0.00,120,10'],
    },
  ],
  fallback: {
    id: 'none',
    takes: [
      ...['19,5,80,50,100,0.10,10,7', '20,4,80,50,100,0.10,10,7', '20,5,79,50,100,0.10,10,7'],
      ...['0,0,0,40,91,0.51,10,5', '0,0,0,39,90,0.51,10,5', '0,0,0,39,91,0.50,10,5', '0,0,0,10,400,,10,5'],
      ...['1,1,1,69,5,0.10,80,8', '1,1,1,70,5,0.10,79,8', '1,1,1,70,5,0.10,80,7', '1,1,1,70,5,0.10,80,'],
    ],
  },
  more: `kind: segmentation
id: health
entity: customer
method: bands
attribute: health_score
segments:
  - { id: critical, from: 0, stated: "0-19" }
  - { id: at_risk, from: 20, stated: "20-39" }
  - { id: neutral, from: 40, stated: "40-59" }
  - { id: healthy, from: 60, stated: "60-79" }
  - { id: champions, from: 80, stated: "80-100" }
fallback: { id: no_score }
---
{ kind: attribute, id: logins_top, entity: customer, basis: behavioural, rank: { of: logins_30d, as: top_share } }
---
kind: segmentation
id: usage
entity: customer
method: rules
segments: [{ id: power_users, when: logins_top <= 0.2 }]
fallback: { id: others }`,
  told: [],
  overlaps: ['at_risk < power_users 1', 'expansion_ready < power_users 1'],
};

describe('seed 002: its three queries', () => {
  it(`${QUERIES.title}`, async () => {
    const { placed, told, overlaps } = await runTable(QUERIES);
    expect({ placed, told, overlaps }).toEqual(expectedOf(QUERIES));
  });

  it('mean other customers than the tables that use the same words', async () => {
    const { placed, others } = await runTable(QUERIES);
    const { health = {}, usage = {} } = others;
    expect(compare(placed['at_risk'], health['at_risk'])).toEqual({ both: 2, query: 1, table: 3 });
    expect(health['critical']).toContain('30,14,79,0,2000,1.00,90,9');
    expect(placed['at_risk']).toContain('30,14,79,0,2000,1.00,90,9');
    expect(compare(placed['power_users'], usage['power_users'])).toEqual({ both: 2, query: 2, table: 1 });
  });
});

/** How many customers are in both, in the query's segment alone, in the table's alone. */
function compare(query: readonly string[] = [], table: readonly string[] = []) {
  const both = query.filter((customer) => table.includes(customer)).length;
  return { both, query: query.length - both, table: table.length - both };
}
