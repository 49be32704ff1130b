/** A small history in which every step of the path moves somebody: the same accounts on two days, a month apart. */
export const OLD_DAY = '2026-01-31';
export const NEW_DAY = '2026-02-28';

const HEAD = `
kind: project
title: Why they moved
currency: EUR
timeZone: Europe/Berlin
primary: activity
limits: { segments: { from: 2, to: 5 }, fallbackShare: 1, minimumCount: 2 }
---
kind: source
id: accounts
file: accounts.csv
key: id
columns: { id: text, since: date, until: date, plan: text, points: integer }
---
kind: source
id: usage
file: usage.csv
key: id
date: day
knownFrom: known
covers: { from: 2025-01-01, to: 2026-12-31 }
population: every
columns: { id: text, account: text, day: date, known: date }
---
kind: entity
id: account
source: accounts
key: id
activeWhen: since <= as_of and (until is null or until > as_of)
formerWhen: until <= as_of
---
{ kind: attribute, id: since, entity: account, basis: lifecycle, history: fixed, from: accounts.since }
---
{ kind: attribute, id: until, entity: account, basis: lifecycle, history: fixed, from: accounts.until }
---
{ kind: attribute, id: plan, entity: account, basis: value, from: accounts.plan }
---
{ kind: attribute, id: points, entity: account, basis: value, from: accounts.points }
---
{ kind: attribute, id: place, entity: account, basis: value, rank: { of: points, order: desc, as: rank } }
---
kind: attribute
id: used_30d
entity: account
basis: behavioural
aggregate: { source: usage, by: account, function: count, window: 30d }
---
kind: segmentation
id: life
entity: account
method: rules
segments:
  - { id: gone, when: until <= as_of }
  - { id: leaving, when: until <= as_of + interval 30 day }
  - { id: prospect, when: since > as_of }
fallback: { id: staying }
---
kind: segmentation
id: plans
entity: account
method: rules
segments:
  - { id: pro, when: plan = 'pro' }
fallback: { id: free }
---
kind: segmentation
id: podium
entity: account
method: rules
segments:
  - { id: first, when: place <= 2 }
fallback: { id: rest }
---
`;

const scored = (id: string, refit: string) => `kind: segmentation
id: ${id}
entity: account
method: rfm
recency: points
frequency: points
monetary: points
scores: 2
refit: ${refit}
segments:
  - { id: high, when: m = 2 }
  - { id: low, when: m = 1 }
fallback: { id: unknown }
---
`;

/** `busy` from so many uses in thirty days. */
const activity = (busy: number) => `kind: segmentation
id: activity
entity: account
method: rules
segments:
  - { id: busy, when: used_30d >= ${busy} }
  - { id: some, when: used_30d >= 1 }
fallback: { id: idle }
---
kind: segmentation
id: care
entity: account
method: rules
segments:
  - { id: call, when: "segment('activity') = 'idle' and plan = 'pro'" }
fallback: { id: leave }
`;

export const definitions = (busy: number) =>
  HEAD + scored('dated', '[2026-01-01, 2026-02-15]') + scored('recut', 'always') + activity(busy);

/** Somebody places a4 by hand, whom the definition has moved too. */
const BY_HAND = `---
kind: override
id: promised
segmentation: activity
customer: a4
segment: idle
reason: They told us they are only trying it.
owner: ann
from: 2026-02-10
until: 2026-12-31
`;

type Account = readonly [id: string, since: string, until: string, plan: string, points: number];

const OLD_ACCOUNTS: readonly Account[] = [
  ['a1', '2025-01-01', '', 'free', 100],
  ['a2', '2025-01-01', '', 'pro', 90],
  ['a3', '2025-01-01', '', 'free', 80],
  ['a4', '2025-01-01', '', 'free', 40],
  ['a5', '2025-01-01', '', 'free', 30],
  ['a6', '2025-01-01', '2026-02-15', 'free', 20],
  ['a7', '2026-02-10', '', 'free', 10],
  ['a8', '2025-01-01', '', 'free', 5],
  ['a9', '2025-01-01', '', 'free', 4],
];

/** a3 overtakes a2; a5 is gone, b1 is new; a8 will have left, a9 has a new plan. */
const NEW_ACCOUNTS: readonly Account[] = [
  ['a1', '2025-01-01', '', 'free', 100],
  ['a2', '2025-01-01', '', 'pro', 90],
  ['a3', '2025-01-01', '', 'free', 95],
  ['a4', '2025-01-01', '', 'free', 40],
  ['a6', '2025-01-01', '2026-02-15', 'free', 20],
  ['a7', '2026-02-10', '', 'free', 10],
  ['a8', '2025-01-01', '2026-02-20', 'free', 5],
  ['a9', '2025-01-01', '', 'pro', 4],
  ['b1', '2026-02-20', '', 'free', 85],
];

type Use = readonly [account: string, day: string, known: string];

const OLD_USES: readonly Use[] = [
  ['a1', '2026-01-05', '2026-01-05'],
  ['a1', '2026-01-08', '2026-01-08'],
  ['a2', '2026-01-10', '2026-01-10'],
  ['a4', '2026-01-30', '2026-01-30'],
  ['a4', '2026-01-31', '2026-01-31'],
  ['a4', '2026-01-31', '2026-01-31'],
];

/** One use of a1 became known late; what happened in February. */
const NEW_USES: readonly Use[] = [
  ...OLD_USES,
  ['a1', '2026-01-20', '2026-02-10'],
  ...(['02', '03', '04', '05'] as const).map((day): Use => ['a1', `2026-02-${day}`, `2026-02-${day}`]),
  ['a3', '2026-02-15', '2026-02-15'],
];

const csv = (columns: string, rows: readonly (readonly (string | number)[])[]) =>
  [columns, ...rows.map((row) => row.join())].join('\n');
const accountsCsv = (rows: readonly Account[]) => csv('id,since,until,plan,points', rows);
const usageCsv = (rows: readonly Use[]) =>
  csv(
    'id,account,day,known',
    rows.map((row, index) => [`u${index}`, ...row]),
  );

const inOrder = <Row>(rows: readonly Row[], isShuffled: boolean) => (isShuffled ? rows.toReversed() : rows);

/** The files of the old day, and what replaces them by the new one. */
export const oldFiles = (isShuffled = false): Readonly<Record<string, string>> => ({
  'clade.yaml': definitions(3),
  'accounts.csv': accountsCsv(inOrder(OLD_ACCOUNTS, isShuffled)),
  'usage.csv': reversed(usageCsv(OLD_USES), isShuffled),
});
export const newFiles = (isShuffled = false): Readonly<Record<string, string>> => ({
  'clade.yaml': definitions(4) + BY_HAND,
  'accounts.csv': accountsCsv(inOrder(NEW_ACCOUNTS, isShuffled)),
  'usage.csv': reversed(usageCsv(NEW_USES), isShuffled),
});

function reversed(text: string, isShuffled: boolean): string {
  const [head = '', ...rows] = text.split('\n');
  return [head, ...inOrder(rows, isShuffled)].join('\n');
}

/** Worked by hand: segmentation, customer, step, cause, from, to. */
export const LEDGER: readonly string[] = [
  'activity a1 1 restated some busy',
  'activity a1 2 definition busy some',
  'activity a1 3 calendar some idle',
  'activity a1 4 behaviour idle busy',
  'activity a2 1 calendar some idle',
  'activity a3 1 behaviour idle some',
  'activity a4 1 definition busy some',
  'activity a4 2 override some idle',
  'activity a5 1 unlisted idle ',
  'activity b1 1 listed  idle',
  // a2 is idle as time goes on, a9 has the plan.
  'care a2 1 calendar leave call',
  'care a5 1 unlisted leave ',
  'care a9 1 behaviour leave call',
  'care b1 1 listed  leave',
  // Customers had 100, 90, 80, 40, 30, 20, 5, 4 points, and have 100, 95, 90, 85, 40, 10, 4: the edge was 36 and is 86.
  'dated a4 1 fit high low',
  'dated a5 1 unlisted low ',
  'dated b1 1 listed  low',
  'life a5 1 unlisted staying ',
  'life a6 1 former leaving gone',
  'life a7 1 new prospect staying',
  'life a8 1 restated staying leaving',
  'life a8 2 former leaving gone',
  'life b1 1 listed  staying',
  'plans a5 1 unlisted free ',
  'plans a9 1 behaviour free pro',
  'plans b1 1 listed  free',
  // a3 would be third among the others of today with its points of then.
  'podium a2 1 others first rest',
  'podium a3 1 behaviour rest first',
  'podium a5 1 unlisted rest ',
  'podium b1 1 listed  rest',
  'recut a4 1 others high low',
  'recut a5 1 unlisted low ',
  'recut b1 1 listed  low',
];
