import { seededRandom } from '../../src/base/seeded-random.ts';

/** 600 accounts with seats, spend, a plan and a day they began; settings are keys of the project. */
export const driftProject = (settings = ''): string => `
kind: project
title: Accounts that change
currency: EUR
timeZone: Europe/Berlin
primary: size
limits: { segments: { from: 2, to: 7 } }
${settings}
---
kind: source
id: accounts
file: accounts.csv
key: id
columns: { id: text, seats: integer, spend: { type: decimal, scale: 2 }, plan: text, began: date, trial: boolean, note: text }
---
{ kind: entity, id: account, source: accounts, key: id, money: spend, activeWhen: began <= as_of }
---
{ kind: attribute, id: seats, entity: account, basis: firmographic, history: fixed, from: accounts.seats }
---
{ kind: attribute, id: spend, entity: account, basis: value, history: fixed, from: accounts.spend }
---
{ kind: attribute, id: plan, entity: account, basis: behavioural, history: fixed, from: accounts.plan }
---
{ kind: attribute, id: began, entity: account, basis: lifecycle, history: fixed, from: accounts.began }
---
{ kind: attribute, id: trial, entity: account, basis: lifecycle, history: fixed, from: accounts.trial }
---
{ kind: attribute, id: note, entity: account, basis: needs, history: fixed, sensitive: true, from: accounts.note }
`;

/** Two bands over seats; `small` may be called otherwise. */
export const sizeBands = (small = '{ id: small, from: 0 }', edge = 50): string => `kind: segmentation
id: size
title: Size
entity: account
method: bands
attribute: seats
segments:
  - ${small}
  - { id: large, from: ${edge} }
fallback: { id: unknown }
`;

export interface DriftAccount {
  readonly id: string;
  readonly seats: number | null;
  readonly spend: string;
  readonly plan: string;
  readonly began: string;
  readonly trial: boolean;
}

/** The same accounts for the same seed; every later file is made from these. */
export function driftAccounts(rows = 600): readonly DriftAccount[] {
  const random = seededRandom(17);
  return Array.from({ length: rows }, (_, at) => ({
    id: `a${at}`,
    seats: at % 20 === 0 ? null : random.integer(1, 100),
    spend: (random.integer(0, 90_000) / 100).toFixed(2),
    plan: ['free', 'pro', 'pro', 'team'][random.integer(0, 3)] ?? 'pro',
    began: `2025-0${random.integer(1, 9)}-15`,
    trial: random.integer(0, 4) === 0,
  }));
}

export const accountsCsv = (accounts: readonly DriftAccount[]): string =>
  [
    'id,seats,spend,plan,began,trial,note',
    ...accounts.map(({ id, seats, spend, plan, began, trial }) =>
      [id, seats ?? '', spend, plan, began, trial, `secret of ${id}`].join(','),
    ),
  ].join('\n');

/** Every account has so many more seats; nothing else is other. */
export const withMoreSeats = (accounts: readonly DriftAccount[], more: number): readonly DriftAccount[] =>
  accounts.map((one) => (one.seats === null ? one : { ...one, seats: one.seats + more }));
