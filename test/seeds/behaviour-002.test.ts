import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../src/base/calendar-date.ts';
import { addDays } from '../../src/base/calendar-date.ts';
import { testProject } from '../support/project.ts';

const AS_OF = '2026-06-30' as CalendarDate;

/** Seed 002's behavioural table: top 20 % by usage, regular, infrequent, no recent activity, under 30 days of tenure. */
const CLADE = `
kind: project
title: Behaviour
limits: { segments: { from: 5, to: 10 }, fallbackShare: 1 }
---
kind: source
id: customers
file: customers.csv
key: id
columns: { id: text, since: date }
---
kind: source
id: usage
file: usage.csv
date: day
covers: { from: 2026-01-01, to: 2026-06-30 }
columns: { customer: text, day: date, actions: integer }
---
{ kind: entity, id: customer, source: customers, key: id }
---
{ kind: attribute, id: since, entity: customer, basis: lifecycle, history: fixed, from: customers.since }
---
{ kind: attribute, id: tenure_days, entity: customer, basis: lifecycle, value: "days_between(since, as_of)" }
---
{ kind: attribute, id: active_days, entity: customer, basis: behavioural, aggregate: { source: usage, by: customer, function: days_active, window: 30d } }
---
{ kind: attribute, id: actions, entity: customer, basis: behavioural, aggregate: { source: usage, by: customer, function: sum, of: actions, window: 30d } }
---
{ kind: attribute, id: top, entity: customer, basis: behavioural, rank: { of: actions, as: top_share } }
---
kind: segmentation
id: behaviour
entity: customer
method: rules
segments:
  - { id: new, title: New, when: tenure_days < 30 }
  - { id: power, title: Power users, when: top <= 0.2 and active_days >= 1 }
  - { id: active, title: Active users, when: active_days >= 8 }
  - { id: light, title: Light users, when: active_days >= 1 }
  - { id: dormant, title: Dormant, when: active_days = 0 }
fallback: { id: untracked, title: Not tracked }
`;

interface Kind {
  readonly segment: string;
  readonly count: number;
  readonly since: string;
  /** Days before the as-of day on which it did something, and how much each time. */
  readonly ago: readonly number[];
  readonly actions: number;
}

const every = (days: number) => Array.from({ length: days }, (_, index) => index);
const OLD = '2025-01-01';
const KINDS: readonly Kind[] = [
  { segment: 'new', count: 4, since: '2026-06-15', ago: every(10), actions: 5 },
  { segment: 'new', count: 1, since: '2026-06-01', ago: [], actions: 0 },
  { segment: 'new', count: 1, since: '2026-06-10', ago: every(20), actions: 90 },
  { segment: 'power', count: 8, since: OLD, ago: every(25), actions: 50 },
  { segment: 'active', count: 10, since: OLD, ago: every(8), actions: 10 },
  { segment: 'light', count: 9, since: '2026-05-31', ago: [29], actions: 1 },
  { segment: 'light', count: 3, since: OLD, ago: every(7), actions: 2 },
  { segment: 'dormant', count: 6, since: OLD, ago: [30, 60, 90], actions: 500 },
  { segment: 'untracked', count: 5, since: OLD, ago: [], actions: 0 },
  // Nothing is known of them yet: what they do happens after the day.
  { segment: 'untracked', count: 2, since: OLD, ago: [-1, -2], actions: 900 },
];

const customers = KINDS.flatMap((kind, k) =>
  Array.from({ length: kind.count }, (_, n) => ({ ...kind, id: `${kind.segment}_${k}_${n}` })),
);

const project = () =>
  testProject({
    'clade.yaml': CLADE,
    'customers.csv': ['id,since', ...customers.map(({ id, since }) => `${id},${since}`)].join('\n'),
    'usage.csv': [
      'customer,day,actions',
      ...customers.flatMap(({ id, ago, actions }) =>
        ago.map((days) => `${id},${addDays(AS_OF, -days)},${actions}`),
      ),
    ].join('\n'),
  });

async function placed(asOf: string) {
  const { folder, clade } = project();
  const { value, findings } = await clade.run({ asOf });
  await clade.export({ segmentation: 'behaviour', to: 'out.csv' });
  const [, ...lines] = readFileSync(join(folder, 'out.csv'), 'utf8').trim().split('\n');
  const overlaps = (value?.segmentations[0]?.rules ?? []).flatMap(({ segment, swallowed }) =>
    swallowed.map((one) => `${segment} < ${one.by} ${one.customers}`),
  );
  return {
    findings,
    overlaps,
    segments: Object.fromEntries(lines.map((line) => line.split(',').slice(0, 2))),
  };
}

describe('seed 002: segmentation by behaviour', () => {
  it('holds everybody it was made for, in every row of the table', async () => {
    const { segments, findings, overlaps } = await placed(AS_OF);
    expect(segments).toEqual(Object.fromEntries(customers.map(({ id, segment }) => [id, segment])));
    // The table lets a new customer be a power user, and leaves to the order which of them it is.
    expect(overlaps).toEqual([
      ...['power < new 1', 'active < new 5', 'active < power 8'],
      ...['light < new 5', 'light < power 8', 'light < active 10'],
    ]);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('calls nobody dormant on a day the data does not reach', async () => {
    const { segments, findings } = await placed('2026-07-20');
    expect(Object.values(segments).filter((segment) => segment !== 'untracked')).toEqual([]);
    expect(findings.find(({ code }) => code === 'window-not-covered')?.message).toBe(
      '`active_days` and `actions` of `customer` are missing on 2026-07-20: `usage` covers 2026-01-01 to 2026-06-30.',
    );
  });
});
