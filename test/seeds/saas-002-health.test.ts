import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testProject } from '../support/project.ts';

const PROJECT = `
kind: project
title: Seed 002
timeZone: UTC
primary: health
limits: { segments: { from: 3, to: 7 }, fallbackShare: 1, largestShare: 1 }
---
{ kind: source, id: customers, file: data/customers.csv, key: id, columns: { id: text, used: { type: decimal, scale: 2 }, churn: { type: decimal, scale: 2 } } }
---
kind: source
id: lines
file: data/lines.csv
key: line
population: every
columns: { line: text, id: { type: text, required: true }, starts: date, ends: date, amount: { type: decimal, scale: 2 } }
---
{ kind: book, id: revenue, entity: customer, source: lines, starts: starts, ends: ends, amount: amount }
---
{ kind: entity, id: customer, source: customers, key: id, churn: revenue }
---
{ kind: attribute, id: used, entity: customer, basis: behavioural, history: fixed, from: customers.used }
---
{ kind: attribute, id: churn_predicted, entity: customer, basis: value, history: fixed, from: customers.churn }
---
{ kind: attribute, id: live, entity: customer, basis: lifecycle, book: { book: revenue, measure: active_subscriptions } }
---
{ kind: attribute, id: first_paid_on, entity: customer, basis: lifecycle, book: { book: revenue, measure: first_start } }
---
{ kind: attribute, id: tenure_days, entity: customer, basis: lifecycle, book: { book: revenue, measure: tenure_days } }
---
{ kind: attribute, id: usage_top, entity: customer, basis: behavioural, rank: { of: used, as: top_share } }
---
{ kind: score, id: health_score, entity: customer, parts: [{ id: usage, weight: 1, of: used, linear: { from: 0, to: 100 } }] }
---
kind: segmentation
id: health
entity: customer
method: bands
attribute: health_score
segments:
  - { id: critical, title: Critical, from: 0, stated: "0-19" }
  - { id: at_risk, title: At-risk, from: 20, stated: "20-39" }
  - { id: neutral, title: Neutral, from: 40, stated: "40-59" }
  - { id: healthy, title: Healthy, from: 60, stated: "60-79" }
  - { id: champions, title: Champions, from: 80, stated: "80-100" }
fallback: { id: no_score }
---
kind: segmentation
id: lifecycle
entity: customer
method: bands
attribute: tenure_days
segments:
  - { id: onboarding, from: 0 }
  - { id: adopting, from: 30 }
  - { id: established, from: 90 }
  - { id: mature, from: 365 }
fallback: { id: never_paid }
---
kind: segmentation
id: queries
entity: customer
method: rules
segments:
  - { id: at_risk, when: health_score < 40 and tenure_days > 90 and churn_predicted > 0.5 }
  - { id: power, when: usage_top <= 0.2 }
fallback: { id: others }
`;

/** Usage, days since the first paid day as of 2026-06-30 (null: never paid), predicted churn. */
const CUSTOMERS: readonly (readonly [string, string, number | null, string])[] = [
  ['c1', '0.00', 29, '0.90'],
  ['c2', '19.49', 30, '0.90'],
  ['c3', '19.50', 89, '0.90'],
  ['c4', '39.49', 91, '0.51'],
  ['c5', '39.50', 364, '0.90'],
  ['c6', '59.99', 365, '0.10'],
  ['c7', '79.49', 90, '0.10'],
  ['c8', '79.50', 800, '0.10'],
  ['c9', '100.00', 0, '0.10'],
  ['c10', '', 10, '0.10'],
  ['c11', '12.00', null, '0.90'],
  ['c12', '39.00', 91, '0.50'],
];

const before = (days: number) =>
  new Date(Date.UTC(2026, 5, 30) - days * 86_400_000).toISOString().slice(0, 10);

describe('seed 002: health, lifecycle and its queries on customers', () => {
  it('are placed by a score, the book and a rank, edges as the table says', async () => {
    const { clade, folder } = testProject({
      'clade.yaml': PROJECT,
      'data/customers.csv': `id,used,churn\n${CUSTOMERS.map(([id, used, , churn]) => `${id},${used},${churn}`).join('\n')}\n`,
      'data/lines.csv': `line,id,starts,ends,amount\n${CUSTOMERS.flatMap(([id, , days]) => (days === null ? [] : [`l${id},${id},${before(days)},,10.00`])).join('\n')}\n`,
    });
    const { findings } = await clade.run({ asOf: '2026-06-30' });
    expect(findings.filter(({ severity, code }) => severity === 'error' || code === 'stated-gap')).toEqual(
      [],
    );
    const placed = async (segmentation: string) => {
      await clade.export({ segmentation, to: `${segmentation}.csv` });
      const rows = readFileSync(join(folder, `${segmentation}.csv`), 'utf8')
        .trim()
        .split('\n')
        .slice(1);
      const segments = new Map(rows.map((row) => row.split(',').slice(0, 2) as [string, string]));
      return CUSTOMERS.map(([id]) => segments.get(id));
    };
    expect(await placed('health')).toEqual([
      'critical',
      'critical',
      'at_risk',
      'at_risk',
      'neutral',
      'healthy',
      'healthy',
      'champions',
      'champions',
      'no_score',
      'critical',
      'at_risk',
    ]);
    expect(await placed('lifecycle')).toEqual([
      'onboarding',
      'adopting',
      'adopting',
      'established',
      'established',
      'mature',
      'established',
      'mature',
      'onboarding',
      'onboarding',
      'never_paid',
      'established',
    ]);
    // Ten customers have usage: two of them are the top fifth. c12 is at 0.5 exactly, c11 never paid.
    expect(await placed('queries')).toEqual([
      'others',
      'others',
      'others',
      'at_risk',
      'others',
      'others',
      'others',
      'power',
      'power',
      'others',
      'others',
      'others',
    ]);
  });
});
