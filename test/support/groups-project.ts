import { seededRandom } from '../../src/base/seeded-random.ts';

/** The day the companies are of. */
export const GROUPS_DAY = '2026-03-31';

/** Three kinds of companies, found by themselves: large ones, small ones on a free plan, small ones that pay. */
export const GROUPS_PROJECT = `
kind: project
title: Companies of three kinds
currency: EUR
timeZone: Europe/Berlin
primary: kinds
limits: { segments: { from: 2, to: 7 } }
---
kind: source
id: companies
file: companies.csv
key: id
columns: { id: text, seats: integer, spend: { type: decimal, scale: 2 }, plan: text }
---
{ kind: entity, id: company, source: companies, key: id, money: spend }
---
{ kind: attribute, id: seats, entity: company, basis: firmographic, history: fixed, from: companies.seats }
---
{ kind: attribute, id: spend, entity: company, basis: value, history: fixed, from: companies.spend }
---
{ kind: attribute, id: plan, entity: company, basis: behavioural, history: fixed, from: companies.plan }
---
`;

/** The segmentation that learns them; `more` are lines of options. */
export const kinds = (more = ''): string => `kind: segmentation
id: kinds
title: Kinds of company
entity: company
method: cluster
basis: [seats, spend, plan]
mostComponents: 4
${more}
segments:
  - { id: large, title: Large, like: { seats: 250, spend: 9000 } }
  - { id: free, title: Free, like: { seats: 10, spend: 0, plan: free } }
  - { id: paying, title: Paying, like: { seats: 12, spend: 300, plan: pro } }
fallback: { id: nobody, title: Nowhere }
`;

export interface Company {
  readonly id: string;
  readonly kind: 'large' | 'free' | 'paying';
  readonly seats: number;
  readonly spend: string;
  readonly plan: string;
}

/** Companies whose kind is a matter of two questions: seats from 200 up, and which plan; `grown` multiplies all they have. */
export function companies(rows: number, seed: number, grown = 1): readonly Company[] {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, (_, at): Company => {
    const kind = (['large', 'free', 'free', 'paying', 'paying', 'paying'] as const)[at % 6] ?? 'free';
    const isLarge = kind === 'large';
    const seats = Math.round(grown * (isLarge ? random.integer(200, 320) : random.integer(3, 25)));
    const spend =
      kind === 'free'
        ? 0
        : grown * (isLarge ? random.integer(700_000, 1_100_000) : random.integer(9_000, 60_000));
    const plan = kind === 'free' ? 'free' : isLarge ? 'enterprise' : (['pro', 'team'][at % 2] ?? 'pro');
    return { id: `c${at}`, kind, seats, spend: (spend / 100).toFixed(2), plan };
  });
}

export const companiesCsv = (all: readonly Company[]): string =>
  [
    'id,seats,spend,plan',
    ...all.map(({ id, seats, spend, plan }) => [id, seats, spend, plan].join(',')),
  ].join('\n');
