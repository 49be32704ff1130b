import { accountsCsv, BOOK_PROJECT, linesCsv, RATES } from './book-project.ts';

/** Beside bands of revenue: a score, ranks, scores that are learned, segments of segments, and people at the accounts. */
const SEGMENTATIONS = `---
kind: score
id: worth
entity: account
digits: 3
parts:
  - { id: money, weight: 0.7, of: mrr, linear: { from: 0, to: 777.77 } }
  - { id: growing, weight: 0.3, when: growth > 0, missing: zero }
---
{ kind: attribute, id: place, entity: account, basis: value, rank: { of: mrr, as: percentile, ties: mean, within: group } }
---
kind: segmentation
id: by_worth
title: By worth
entity: account
method: rules
segments:
  - { id: best, title: Best, when: worth >= 30 or place >= 75 }
  - { id: good, title: Good, when: "place >= 40 and segment('size') = 'large'" }
fallback: { id: rest, title: Rest }
---
kind: segmentation
id: scored
title: Scored
entity: account
method: rfm
recency: tenure
frequency: live
monetary: mrr
preset: repaired
segments:
  - { id: champions, title: Champions }
  - { id: loyal, title: Loyal }
  - { id: promising, title: Promising }
  - { id: at_risk, title: At risk }
  - { id: dormant, title: Dormant }
fallback: { id: not_scored, title: Not scored }
---
{ kind: source, id: people, file: data/people.csv, key: person, columns: { person: text, account: text, joined: date, left: date } }
---
kind: entity
id: person
source: people
key: person
belongsTo: { entity: account, column: account }
activeWhen: joined <= as_of and (left is null or left > as_of)
formerWhen: left <= as_of
---
{ kind: attribute, id: joined, entity: person, basis: lifecycle, history: fixed, from: people.joined }
---
{ kind: attribute, id: left, entity: person, basis: lifecycle, history: fixed, from: people.left }
---
kind: segmentation
id: seat
title: Where they sit
entity: person
method: rules
segments:
  - { id: top, title: At a good account, when: "segment('by_worth') = 'best' or account.mrr > 500" }
  - { id: other, title: At another, when: account.mrr >= 0 }
fallback: { id: nowhere, title: Nowhere }
`;

const IDS = Array.from({ length: 60 }, (_, index) => `a${index}`);
const day = (days: number) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10);
const LINES = Array.from({ length: 200 }, (_, index) => ({
  account: `a${(index * 7) % 61}`,
  starts: day((index * 37) % 500),
  ends: index % 3 === 0 ? day(((index * 53) % 400) + 200) : '',
  amount: (((index * 7919) % 99_991) / 100).toFixed(2),
  billing: index % 2 === 0 ? 'annual' : 'monthly',
  trial: index % 11 === 0,
  currency: ['EUR', 'USD', 'EUR', 'GBP', 'EUR'][index % 5] ?? 'EUR',
}));
const PEOPLE = Array.from({ length: 150 }, (_, index) =>
  [
    `p${index}`,
    `a${(index * 11) % 60}`,
    day((index * 29) % 500),
    index % 4 === 0 ? day(150 + index * 2) : '',
  ].join(),
);

export const PLACEMENTS = ['size', 'by_worth', 'scored', 'seat'];

export const PLACEMENTS_FILES: Readonly<Record<string, string>> = {
  'clade.yaml': BOOK_PROJECT + SEGMENTATIONS,
  'data/accounts.csv': accountsCsv(IDS),
  'data/lines.csv': linesCsv(LINES),
  'data/rates.csv': RATES,
  'data/people.csv': `person,account,joined,left\n${PEOPLE.join('\n')}\n`,
};
