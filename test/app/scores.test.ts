import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testProject } from '../support/project.ts';
import { readFacts } from '../support/read-facts.ts';

const PROJECT = `
kind: project
title: Scores
currency: EUR
timeZone: UTC
primary: band
limits: { segments: { from: 2, to: 5 }, fallbackShare: 1, largestShare: 1, minimumCount: 3 }
---
kind: source
id: accounts
file: data/accounts.csv
key: id
columns: { id: text, team: text, until: date, days: integer, spent: { type: decimal, scale: 2 }, late: boolean }
---
{ kind: entity, id: account, source: accounts, key: id, activeWhen: until is null or until > as_of, formerWhen: until <= as_of }
---
{ kind: attribute, id: until, entity: account, basis: lifecycle, history: fixed, from: accounts.until }
---
{ kind: attribute, id: team, entity: account, basis: value, history: fixed, from: accounts.team }
---
{ kind: attribute, id: days, entity: account, basis: behavioural, history: fixed, from: accounts.days }
---
{ kind: attribute, id: spent, entity: account, basis: value, history: fixed, from: accounts.spent }
---
{ kind: attribute, id: late, entity: account, basis: value, history: fixed, from: accounts.late }
---
kind: score
id: health
entity: account
title: Health
known: 0.5
parts:
  - { id: rhythm, title: How often, weight: 0.5, of: days, linear: { from: 0, to: 30 } }
  - { id: money, weight: 0.3, of: spent, points: [{ from: 10, give: 0.5 }, { from: 100, give: 1 }] }
  - { id: calm, weight: 0.2, when: not late, missing: zero }
---
{ kind: score, id: strict, entity: account, missing: unknown, digits: 2, parts: [
    { id: rhythm, weight: 1, of: days, linear: { from: 30, to: 0 } }, { id: calm, weight: 2, when: late } ] }
---
{ kind: attribute, id: by_days, entity: account, basis: value, rank: { of: days, as: rank } }
---
{ kind: attribute, id: by_days_last, entity: account, basis: value, rank: { of: days, as: rank, ties: max } }
---
{ kind: attribute, id: by_days_mean, entity: account, basis: value, rank: { of: days, as: rank, ties: mean, base: all } }
---
{ kind: attribute, id: in_team, entity: account, basis: value, rank: { of: days, as: rank, order: asc, within: team } }
---
{ kind: attribute, id: top, entity: account, basis: value, rank: { of: days, as: top_share } }
---
{ kind: attribute, id: percentile, entity: account, basis: value, rank: { of: days, as: percentile, ties: mean } }
---
kind: segmentation
id: band
entity: account
method: bands
attribute: health
segments: [{ id: low, from: 0 }, { id: high, from: 50 }]
fallback: { id: unknown }
---
kind: segmentation
id: fifth
entity: account
method: rules
segments: [{ id: top, when: top <= 0.2 }, { id: rest, when: top > 0.2 }]
fallback: { id: unranked }
`;

const ACCOUNTS = `id,team,until,days,spent,late
a1,x,,30,100.00,false
a2,x,,10,99.99,true
a3,x,,10,9.99,
a4,y,,,50.00,false
a5,y,,0,,false
a6,y,,25,10.00,false
a7,y,2026-01-01,40,10.00,false
`;

const project = (accounts = ACCOUNTS) =>
  testProject({ 'clade.yaml': PROJECT, 'data/accounts.csv': accounts });

/** One attribute of all customers, as a rule would see it. */
async function valuesOf(attribute: string): Promise<Readonly<Record<string, unknown>>> {
  const { clade, folder } = project();
  const { findings } = await clade.run({ asOf: '2026-06-30' });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const facts = Object.entries(await readFacts(folder));
  return Object.fromEntries(facts.map(([id, row]) => [id, row[attribute]]));
}

describe('ranks', () => {
  it('count customers only, and ties share their first, last or mean place', async () => {
    expect(await valuesOf('by_days')).toEqual({
      a1: '1',
      a2: '3',
      a3: '3',
      a4: null,
      a5: '5',
      a6: '2',
      a7: null,
    });
    expect(await valuesOf('by_days_last')).toMatchObject({ a2: '4', a3: '4', a5: '5' });
    expect(await valuesOf('by_days_mean')).toMatchObject({ a7: '1.0', a2: '4.5', a5: '6.0', a4: null });
  });

  it('are told within a group, as a share from the top, and as a percentile', async () => {
    expect(await valuesOf('in_team')).toEqual({
      a1: '3',
      a2: '1',
      a3: '1',
      a4: null,
      a5: '1',
      a6: '2',
      a7: null,
    });
    expect(await valuesOf('top')).toMatchObject({
      a1: '0.200000000000',
      a6: '0.400000000000',
      a5: '1.000000000000',
    });
    expect(await valuesOf('percentile')).toMatchObject({
      a1: '90.0000000000',
      a2: '40.0000000000',
      a5: '10.0000000000',
    });
  });

  it('place the top fifth, edge included', async () => {
    const { clade, folder } = project();
    await clade.run({ asOf: '2026-06-30' });
    await clade.export({ segmentation: 'fifth', to: 'fifth.csv' });
    const rows = readFileSync(join(folder, 'fifth.csv'), 'utf8').trim().split('\n').slice(1);
    expect(rows.map((row) => row.split(',').slice(0, 2).join(' '))).toEqual([
      'a1 top',
      'a2 rest',
      'a3 rest',
      'a4 unranked',
      'a5 rest',
      'a6 rest',
      'a7 unranked',
    ]);
  });
});

describe('scores', () => {
  it('are weighted sums, rounded once, without what is not known', async () => {
    // a2: (0.5/3 + 0.15 + 0) = 31.67; a3: late unknown counts as zero; a5: spent left out, 20 of 70; a4: 50 % known.
    expect(await valuesOf('health')).toEqual({
      a1: '100',
      a2: '32',
      a3: '17',
      a4: '70',
      a5: '29',
      a6: '77',
      a7: '85',
    });
    expect(await valuesOf('strict')).toMatchObject({
      a1: '0.00',
      a2: '88.89',
      a3: null,
      a4: null,
      a6: '5.56',
    });
  });

  it('explain what each part won and missed', async () => {
    const { clade } = project();
    await clade.run({ asOf: '2026-06-30' });
    const { value } = await clade.explain({ customer: 'a5' });
    const health = value?.scores.find(({ score }) => score === 'health');
    expect(health).toMatchObject({ title: 'Health', points: 29 });
    expect(health?.parts.map(({ part, won, missed }) => [part, won?.toFixed(2), missed?.toFixed(2)])).toEqual(
      [
        ['rhythm', '0.00', '71.43'],
        ['money', undefined, undefined],
        ['calm', '28.57', '0.00'],
      ],
    );
  });
});

describe('a back-test', () => {
  const made = (count: number, leave: (index: number) => boolean) =>
    `id,team,until,days,spent,late\n${Array.from({ length: count }, (_, index) =>
      [`c${index}`, 'x', leave(index) ? '2026-03-01' : '', index % 31, '50.00', 'false'].join(','),
    ).join('\n')}\n`;
  const judged = async (accounts: string, from = '2025-12-31') =>
    project(accounts).clade.backtest({ score: 'health', from, horizon: '90d' });

  it('finds what predicts, part by part, with bases and dates', async () => {
    const { value, ages } = await judged(made(310, (index) => index % 31 < 6));
    expect(ages).toMatchObject({ asOf: '2026-03-31', ranOn: null });
    expect(value).toMatchObject({
      from: '2025-12-31',
      to: '2026-03-31',
      customers: 310,
      churned: 60,
      stayed: 250,
      expanded: null,
    });
    const words = value?.tested.map(({ id, churn }) => [id, churn.words, churn.auc?.value.toFixed(2)]);
    expect(words).toEqual([
      ['health', 'predicts well', '1.00'],
      ['rhythm', 'predicts well', '1.00'],
      ['money', 'predicts nothing', '0.50'],
      ['calm', 'predicts nothing', '0.50'],
    ]);
    const [lowest] = value?.tenths ?? [];
    expect(lowest).toMatchObject({ customers: 30, churned: 30, churn: { share: 1, high: 1 } });
    expect(value?.tenths.reduce((sum, { customers }) => sum + customers, 0)).toBe(310);
  });

  it('says so when nothing is predicted, when the opposite is, and when there are too few', async () => {
    const first = async (accounts: string) => (await judged(accounts)).value?.tested[0]?.churn.words;
    expect(await first(made(310, (index) => Math.floor(index / 31) === 3))).toBe('predicts nothing');
    expect(await first(made(310, (index) => index % 31 > 24))).toBe('predicts the opposite');
    expect(await first(made(310, (index) => index < 2))).toBe('too few to say');
  });

  it('refuses days that have not come and names that are not there', async () => {
    const { clade } = project();
    const code = async (score: string, from: string) =>
      (await clade.backtest({ score, from })).findings.map((one) => one.code);
    expect(await code('health', '2299-01-01')).toEqual(['not-yet-known']);
    expect(await code('healht', '2025-01-01')).toEqual(['unknown-score']);
    expect(await code('health', '2025-13-01')).toEqual(['not-a-day']);
  });
});
