/** A small company whose definitions are easy to change: three segmentations, one attribute made of another, metrics, a hand. */
export const REVIEW_DAY = '2026-06-30';

export const REVIEW_HEAD = `
kind: project
title: Reviewed
currency: EUR
limits: { segments: { from: 1, to: 9 }, fallbackShare: 1, largestShare: 1, minimumCount: 5 }
`;

export const REVIEW_SOURCES = `
kind: source
id: accounts
file: data/accounts.csv
key: id
asOf: ${REVIEW_DAY}
columns: { id: text, seats: integer, mrr: decimal, plan: text }
---
{ kind: entity, id: account, source: accounts, key: id, money: mrr }
---
{ kind: attribute, id: seats, entity: account, basis: firmographic, from: accounts.seats }
---
{ kind: attribute, id: mrr, entity: account, basis: value, unit: EUR, from: accounts.mrr }
---
{ kind: attribute, id: plan, entity: account, basis: value, from: accounts.plan }
`;

export const SEAT_PRICE = `
kind: attribute
id: seat_price
entity: account
basis: value
value: mrr / seats
`;

export const BY_SEATS = `
kind: segmentation
id: size
title: Size
entity: account
method: bands
attribute: seats
segments:
  - { id: small, title: Small, from: 0 }
  - { id: large, title: Large, from: 50 }
fallback: { id: unknown, title: Not known }
`;

export const BY_PRICE = `
kind: segmentation
id: price
title: Price
entity: account
method: rules
segments: [{ id: dear, when: seat_price >= 10 }, { id: cheap, when: seat_price < 10 }]
fallback: { id: unknown }
---
kind: segmentation
id: care
title: Care
entity: account
method: rules
segments: [{ id: call, when: segment('size') = 'large' and seat_price >= 10 }, { id: mail, when: seats >= 0 }]
fallback: { id: unknown }
---
kind: segmentation
id: plans
title: Plans
entity: account
method: rules
segments: [{ id: pro, when: plan = 'pro' }]
fallback: { id: other }
`;

/** Accounts k0 to k39: ten seats more each time round, prices from 5 to 14 a seat; k39 says nothing of its seats. */
export const REVIEW_ROWS = `id,seats,mrr,plan\n${Array.from({ length: 40 }, (_, index) => {
  const seats = 10 * (1 + (index % 10));
  const mrr = seats * (5 + (index % 7) * 1.5);
  return `k${index},${index === 39 ? '' : seats},${mrr.toFixed(2)},${index % 3 === 0 ? 'pro' : 'free'}`;
}).join('\n')}\n`;

export const REVIEW_FILES: Readonly<Record<string, string>> = {
  'clade.yaml': REVIEW_HEAD,
  'sources.yaml': REVIEW_SOURCES,
  'attributes/seat-price.yaml': SEAT_PRICE,
  'segmentations/size.yaml': BY_SEATS,
  'segmentations/others.yaml': BY_PRICE,
  'data/accounts.csv': REVIEW_ROWS,
};
