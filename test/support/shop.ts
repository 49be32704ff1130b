/** A shop with six customers and two segmentations; one row of its file cannot be read. */
export const SHOP = {
  'clade.yaml': `
kind: project
title: Corner shop
currency: EUR
timeZone: Europe/Berlin
primary: value
limits: { segments: { from: 2, to: 5 }, quarantinedShare: 0.3, fallbackShare: 0.5 }
---
kind: source
id: customers
file: customers.csv
key: id
asOf: 2026-06-30
columns: { id: text, since: date, mrr: { type: decimal, scale: 2 } }
---
kind: entity
id: customer
source: customers
key: id
money: mrr
---
{ kind: attribute, id: since, entity: customer, basis: lifecycle, from: customers.since }
---
{ kind: attribute, id: mrr, entity: customer, basis: value, from: customers.mrr }
---
kind: segmentation
id: value
title: Value
entity: customer
method: bands
attribute: mrr
segments:
  - { id: small, title: Small, from: 0 }
  - { id: large, title: Large, from: 100 }
fallback: { id: unknown, title: Unknown }
---
kind: segmentation
id: tenure
title: Tenure
entity: customer
method: rules
segments:
  - { id: new, title: New, when: since > as_of - interval 90 day }
  - { id: settled, title: Settled, when: since <= as_of - interval 90 day }
fallback: { id: unknown, title: Unknown }
`,
  'customers.csv': `id,since,mrr
c1,2020-01-15,12.50
c2,2021-02-16,99.99
c3,2026-06-01,100.00
c4,2026-05-30,250.00
c5,2024-12-31,
c6,yesterday,10.00
`,
} as const;
