import { seededRandom } from '../../src/base/seeded-random.ts';

export const PREVIEW_DAY = '2026-06-30';

const BASE = `
kind: project
title: Tried out
currency: EUR
timeZone: UTC
primary: value
limits: { segments: { from: 2, to: 6 }, fallbackShare: 1, largestShare: 1, minimumCount: 5 }
---
kind: source
id: accounts
file: accounts.csv
key: id
asOf: ${PREVIEW_DAY}
columns:
  id: text
  plan: text
  status: text
  mrr: { type: decimal, scale: 2 }
  seats: integer
  logins: integer
  seen: date
---
kind: source
id: people
file: people.csv
key: id
asOf: ${PREVIEW_DAY}
columns: { id: text, account: text, role: text }
---
kind: entity
id: account
source: accounts
key: id
activeWhen: status = 'live'
formerWhen: status = 'gone'
money: mrr
---
{ kind: entity, id: person, source: people, key: id, belongsTo: { entity: account, column: account } }
`;

const ATTRIBUTES = `
{ kind: attribute, id: status, entity: account, basis: lifecycle, from: accounts.status }
---
{ kind: attribute, id: plan, entity: account, basis: value, from: accounts.plan }
---
{ kind: attribute, id: mrr, entity: account, title: Monthly revenue, basis: value, unit: EUR, from: accounts.mrr }
---
{ kind: attribute, id: seats, entity: account, basis: firmographic, from: accounts.seats }
---
{ kind: attribute, id: logins, entity: account, basis: behavioural, from: accounts.logins }
---
{ kind: attribute, id: seen, entity: account, basis: behavioural, from: accounts.seen }
---
{ kind: attribute, id: arr, entity: account, basis: value, value: mrr * 12 }
---
{ kind: attribute, id: busy, entity: account, basis: behavioural, rank: { of: logins, as: top_share } }
---
{ kind: attribute, id: role, entity: person, basis: firmographic, from: people.role }
`;

const HEALTH_SCORE = `# Weights are a matter of taste.
kind: score
id: health
entity: account
parts:
  - { id: use, weight: 60, of: logins, linear: { from: 0, to: 40 } }
  - { id: size, weight: 40, of: seats, linear: { from: 0, to: 100 } }
`;

const VALUE = `kind: segmentation
id: value
title: Value
entity: account
method: bands
attribute: arr
segments:
  - { id: small, title: Small, from: 1 }   # who pays at all
  - { id: medium, title: Medium, from: 3000 }
  - { id: large, title: Large, from: 9000 }
fallback: { id: none, title: Pays nothing }
`;

const USAGE = `kind: segmentation
id: usage
title: Usage
entity: account
method: rules
segments:
  - { id: power, title: Power, when: "at_least(2, logins >= 20, seats >= 50, busy <= 0.2)" }
  - { id: active, title: Active, when: logins >= 8 }
  - { id: dormant, title: Dormant, when: logins < 8 and seen < as_of - interval 30 day }
fallback: { id: quiet, title: Quiet }
`;

const HEALTH = `kind: segmentation
id: health
title: Health
entity: account
method: bands
attribute: health
segments:
  - { id: poor, title: Poor, from: 0 }
  - { id: fair, title: Fair, from: 30 }
  - { id: good, title: Good, from: 60 }
fallback: { id: unknown, title: No score }
`;

const RFM = `kind: segmentation
id: rfm
title: RFM
entity: account
method: rfm
recency: seen
frequency: logins
monetary: mrr
scores: 3
segments:
  - { id: best, title: Best, cells: [333, 332, 323] }
  - { id: middle, title: Middle, when: r >= 2 and f >= 2 }
  - { id: low, title: Low, when: r + f + m <= 5 }
fallback: { id: others, title: Others }
`;

const FOCUS = `kind: segmentation
id: focus
title: Focus
entity: account
method: hybrid
cross: [value, usage]
segments:
  - { id: keep, title: Keep, cells: { value: [medium, large], usage: [power, active] } }
  - { id: win, title: Win back, cells: { value: [medium, large], usage: dormant } }
  - { id: grow, title: Grow, cells: { value: small, usage: [power, active] } }
fallback: { id: wait, title: Wait }
`;

const NEXT = `kind: segmentation
id: next
title: Next step
entity: account
method: rules
segments:
  - { id: call, title: Call, when: "segment('focus') = 'win' or segment('health') = 'poor' and mrr >= 100" }
  - { id: ask, title: Ask, when: "segment('focus') = 'keep' and health >= 50" }
fallback: { id: leave, title: Leave }
`;

const CONTACTS = `kind: segmentation
id: contacts
title: Contacts
entity: person
method: rules
segments:
  - { id: deciders, title: Deciders of large ones, when: "role = 'chief' and segment('value') = 'large'" }
  - { id: users, title: Users who matter, when: "role = 'user' and account.mrr >= 200" }
fallback: { id: others, title: Others }
`;

/** Every method of placing that can be tried out, over segments of segments too, and people at the accounts. */
export const PREVIEW_PROJECT: Readonly<Record<string, string>> = {
  'clade.yaml': BASE,
  'attributes.yaml': ATTRIBUTES,
  'scores/health.yaml': HEALTH_SCORE,
  'segmentations/value.yaml': VALUE,
  'segmentations/usage.yaml': USAGE,
  'segmentations/health.yaml': HEALTH,
  'segmentations/rfm.yaml': RFM,
  'segmentations/focus.yaml': FOCUS,
  'segmentations/next.yaml': NEXT,
  'segmentations/contacts.yaml': CONTACTS,
  ...companyFiles(400, 7),
};

/** Accounts of every status with everything missing at times, and two people at each. */
function companyFiles(accounts: number, seed: number): Readonly<Record<string, string>> {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[random.integer(0, items.length - 1)] as Item;
  const unless = (share: number, value: () => string) => (random.next() < share ? '' : value());
  const rows = Array.from({ length: accounts }, (_, index) =>
    [
      `a${index}`,
      pick(['free', 'team', 'firm']),
      pick(['live', 'live', 'live', 'live', 'gone', 'lead']),
      unless(0.08, () => (random.next() ** 2 * 1500).toFixed(2)),
      unless(0.1, () => String(random.integer(0, 120))),
      unless(0.12, () => String(random.integer(0, 45))),
      unless(0.05, () => `2026-0${random.integer(1, 6)}-${String(random.integer(1, 28)).padStart(2, '0')}`),
    ].join(','),
  );
  const people = Array.from({ length: accounts * 2 }, (_, index) =>
    [`p${index}`, unless(0.05, () => `a${Math.floor(index / 2)}`), pick(['chief', 'user', ''])].join(','),
  );
  return {
    'accounts.csv': `id,plan,status,mrr,seats,logins,seen\n${rows.join('\n')}\n`,
    'people.csv': `id,account,role\n${people.join('\n')}\n`,
  };
}
