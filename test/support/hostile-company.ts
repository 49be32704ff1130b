/** What somebody might put into a name to have a page run it, or to break its Markdown. */
export const HOSTILE = {
  project: '<script>document.title="taken"</script>',
  segment: '"><img src=x onerror=alert(1)> | `code` *bold* [link](javascript:alert(1))',
  fallback: '</title></style><script>alert(2)</script>',
  value: '<svg/onload=alert(3)>\'"',
} as const;

const quoted = (text: string) => JSON.stringify(text);

/**
 * Twelve accounts: ten customers, one former, one prospect; by hand in the tests. Names hold markup. `value` has bands,
 * `care` overlapping rules and missing data, `rfm` a map with holes.
 */
export const HOSTILE_COMPANY: Readonly<Record<string, string>> = {
  'clade.yaml': `
kind: project
title: ${quoted(HOSTILE.project)}
description: "A company with names that attack & <b>markup</b>."
currency: EUR
timeZone: Europe/Berlin
primary: value
limits: { segments: { from: 2, to: 5 }, fallbackShare: 0.9, quarantinedShare: 0.5, minimumCount: 2 }
---
kind: source
id: accounts
file: data/accounts.csv
key: id
asOf: 2026-06-30
columns:
  id: text
  status: text
  plan: text
  quiet: integer
  orders: integer
  mrr: { type: decimal, scale: 2 }
---
kind: entity
id: account
title: Account
source: accounts
key: id
activeWhen: status = 'active'
formerWhen: status = 'left'
money: mrr
---
{ kind: attribute, id: status, entity: account, basis: lifecycle, history: fixed, from: accounts.status }
---
{ kind: attribute, id: plan, entity: account, title: ${quoted(`Plan ${HOSTILE.value}`)}, basis: value, history: fixed, from: accounts.plan }
---
{ kind: attribute, id: quiet, entity: account, basis: behavioural, history: fixed, unit: days, from: accounts.quiet }
---
{ kind: attribute, id: orders, entity: account, basis: behavioural, history: fixed, from: accounts.orders }
---
{ kind: attribute, id: mrr, entity: account, title: Monthly revenue, basis: value, history: fixed, unit: EUR a month, from: accounts.mrr }
`,
  'value.yaml': `
kind: segmentation
id: value
title: Value
description: "What they pay | in *bands*."
owner: "A & B"
entity: account
method: bands
attribute: mrr
segments:
  - { id: small, title: ${quoted(HOSTILE.segment)}, from: 0 }
  - { id: large, title: Large, from: 100 }
fallback: { id: unknown, title: ${quoted(HOSTILE.fallback)} }
---
kind: segmentation
id: care
title: Care
entity: account
method: rules
segments:
  - { id: quick, title: Quick, when: orders >= 5 }
  - { id: busy, title: Busy, when: orders >= 3 }
  - { id: swallowed, title: Swallowed, when: orders >= 7 }
  - { id: loud, title: Loud, when: quiet < 10 }
fallback: { id: rest, title: Rest }
---
kind: segmentation
id: rfm
title: Recency, frequency, money
entity: account
method: rfm
recency: quiet
frequency: orders
monetary: mrr
scores: 2
thresholds: { recency: [20], frequency: [4], monetary: [100] }
segments:
  - { id: best, title: Best, cells: 222 }
  - { id: lost, title: Lost, cells: 111-122 }
fallback: { id: others, title: Others }
`,
  'data/accounts.csv': `id,status,plan,quiet,orders,mrr
a01,active,"${HOSTILE.value.replaceAll('"', '""')}",1,9,250.00
a02,active,basic,2,8,199.99
a03,active,basic,5,6,100.00
a04,active,basic,30,5,99.99
a05,active,basic,40,4,50.00
a06,active,plus,8,3,20.00
a07,active,plus,50,2,10.00
a08,active,plus,3,1,5.00
a09,active,plus,,,7.00
a10,active,plus,90,0,
a11,left,basic,200,9,80.00
a12,,basic,7,7,60.00
a13,active,basic,seven,1,1.00
`,
};
