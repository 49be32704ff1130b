/**
 * Forty accounts whose metrics are worked out by hand in the tests. They are in two bands of monthly revenue, so who
 * leaves falls from the upper into the lower one: membership at the end would lay every loss at the wrong door.
 */
export const METRICS_PROJECT = `
kind: project
title: Forty accounts
currency: USD
timeZone: UTC
primary: value
limits: { segments: { from: 2, to: 5 }, fallbackShare: 1, largestShare: 1, minimumCount: 5 }
---
{ kind: source, id: accounts, file: data/accounts.csv, key: id, columns: { id: text, channel: text } }
---
kind: source
id: lines
file: data/lines.csv
key: line
population: every
columns:
  line: text
  account: { type: text, required: true }
  starts: { type: date, required: true }
  ends: date
  amount: { type: decimal, scale: 2 }
  billing: text
  trial: boolean
---
kind: source
id: answers
file: data/answers.csv
key: answer
columns: { answer: text, account: text, person: text, answered: date, score: integer }
---
kind: source
id: deals
file: data/deals.csv
key: deal
columns: { deal: text, account: text, opened: date, closed: date, stage: text, amount: { type: decimal, scale: 2 } }
---
kind: source
id: spend
file: data/spend.csv
key: [month, channel]
columns: { month: date, channel: text, amount: { type: decimal, scale: 2 } }
---
kind: book
id: revenue
entity: account
source: lines
by: account
starts: starts
ends: ends
amount: amount
period: { column: billing, months: { monthly: 1, annual: 12 } }
trial: trial
---
{ kind: entity, id: account, source: accounts, key: id, churn: revenue, money: mrr }
---
{ kind: attribute, id: channel, entity: account, basis: firmographic, history: fixed, from: accounts.channel }
---
{ kind: attribute, id: mrr, entity: account, basis: value, book: { book: revenue, measure: mrr } }
---
{ kind: attribute, id: live, entity: account, basis: value, book: { book: revenue, measure: active_subscriptions } }
---
{ kind: attribute, id: first_start, entity: account, basis: lifecycle, book: { book: revenue, measure: first_start } }
---
kind: segmentation
id: value
title: Value
entity: account
method: bands
attribute: mrr
segments:
  - { id: small, title: Small, from: 0 }
  - { id: large, title: Large, from: 100 }
fallback: { id: unknown, title: Unknown }
---
kind: metrics
id: account_metrics
entity: account
margin: 0.8
nps: { source: answers, by: account, respondent: person, date: answered, score: score }
deals: { source: deals, by: account, opened: opened, closed: closed, amount: amount, won: stage = 'won', lost: stage = 'lost' }
spend: { source: spend, date: month, amount: amount, by: { column: channel, attribute: channel } }
`;

/** \`a1\` to \`a40\`. */
const account = (number: number): string => `a${String(number).padStart(2, '0')}`;

interface Line {
  readonly starts: string;
  readonly ends?: string;
  readonly amount: string;
  readonly billing?: 'annual';
  readonly trial?: true;
}

/** First and last account of a group, and the subscriptions each of them has. */
export const GROUPS: readonly (readonly [from: number, to: number, lines: readonly Line[]])[] = [
  [1, 6, [{ starts: '2024-01-01', amount: '200.00' }]],
  // A second subscription beside the first.
  [
    7,
    10,
    [
      { starts: '2024-07-01', amount: '150.00' },
      { starts: '2026-01-15', amount: '50.00' },
    ],
  ],
  [
    11,
    12,
    [
      { starts: '2024-01-01', ends: '2026-03-01', amount: '300.00' },
      { starts: '2026-03-01', amount: '120.00' },
    ],
  ],
  [13, 15, [{ starts: '2025-01-01', ends: '2026-02-01', amount: '100.00' }]],
  [16, 16, [{ starts: '2025-03-01', amount: '2400.00', billing: 'annual' }]],
  [17, 26, [{ starts: '2025-01-10', amount: '40.00' }]],
  [
    27,
    28,
    [
      { starts: '2025-02-01', ends: '2025-12-01', amount: '60.00' },
      { starts: '2025-12-01', amount: '160.00' },
    ],
  ],
  // A year that was not renewed.
  [29, 29, [{ starts: '2024-09-01', ends: '2025-09-01', amount: '600.00', billing: 'annual' }]],
  // Gone when the period began, and back.
  [
    30,
    30,
    [
      { starts: '2024-01-01', ends: '2025-05-01', amount: '30.00' },
      { starts: '2026-04-01', amount: '45.00' },
    ],
  ],
  // Gone for some months within the period.
  [
    31,
    31,
    [
      { starts: '2025-01-01', ends: '2025-10-01', amount: '70.00' },
      { starts: '2026-02-01', amount: '70.00' },
    ],
  ],
  [32, 35, [{ starts: '2025-09-15', amount: '80.00' }]],
  [36, 37, [{ starts: '2026-01-01', amount: '250.00' }]],
  // New and gone within the period.
  [38, 38, [{ starts: '2025-08-01', ends: '2026-01-01', amount: '90.00' }]],
  [39, 39, [{ starts: '2026-06-01', amount: '99.00', trial: true }]],
  [40, 40, []],
];

const CHANNELS: Readonly<Record<number, string>> = { 36: 'outbound', 37: 'outbound', 38: 'outbound' };

function linesCsv(): string {
  const rows = GROUPS.flatMap(([from, to, lines]) =>
    Array.from({ length: to - from + 1 }, (_, index) => account(from + index)).flatMap((id) =>
      lines.map(({ starts, ends = '', amount, billing = 'monthly', trial = false }, line) =>
        [`${id}-${line}`, id, starts, ends, amount, billing, trial].join(','),
      ),
    ),
  );
  return `line,account,starts,ends,amount,billing,trial\n${rows.join('\n')}\n`;
}

const accountsCsv = `id,channel\n${Array.from({ length: 40 }, (_, index) => `${account(index + 1)},${CHANNELS[index + 1] ?? 'web'}`).join('\n')}\n`;

const ANSWERS = `answer,account,person,answered,score
n1,a01,p1,2025-09-01,3
n2,a01,p1,2026-01-10,9
n3,a01,p2,2026-02-01,10
n4,a02,p3,2026-02-01,8
n5,a07,p4,2025-12-24,6
n6,a11,p5,2026-06-30,9
n7,a16,p6,2025-07-01,9
n8,a36,p7,2026-05-05,2
n9,a03,p8,2025-06-30,10
n10,a17,p9,2026-03-03,10
n11,a18,p10,2026-03-03,5
n12,a32,p11,2026-03-03,7
n13,a32,p11,2026-03-03,9
n14,a13,p12,2025-11-11,0
n15,a31,p13,2026-04-04,10
n16,a20,p14,2026-04-04,11
n17,zz,p15,2026-04-04,10
n18,a19,p16,2026-07-01,10
`;

const DEALS = `deal,account,opened,closed,stage,amount
d1,a36,2025-10-03,2026-01-01,won,3000.00
d2,a37,2025-11-02,2026-01-01,won,3600.50
d3,a27,2025-10-02,2025-12-01,won,1920.00
d4,a28,2025-11-11,2025-12-01,won,1920.00
d5,a07,2025-12-16,2026-01-15,won,600.00
d6,a01,2026-02-01,2026-03-01,lost,900.00
d7,a02,2026-02-01,2026-03-09,lost,900.00
d8,a11,2026-06-01,,open,700.00
d9,a05,2025-06-01,2025-06-30,won,9999.00
d10,a32,2025-08-16,2025-09-15,won,960.00
d11,a33,,2025-09-15,won,960.00
d12,a38,2025-07-02,2025-08-01,won,1080.00
d13,a17,2025-10-01,2025-10-09,lost,100.00
d14,a18,2025-10-01,2025-10-10,lost,100.00
d15,a40,2026-05-01,2026-06-30,lost,100.00
d16,a40,2026-05-01,2026-07-02,won,100.00
`;

const SPEND = `month,channel,amount
2025-06-01,web,999.00
2025-07-01,web,300.00
2026-01-01,web,420.00
2026-01-01,outbound,1000.00
2026-02-01,events,150.00
2026-07-01,web,777.00
`;

export const METRICS_FILES: Readonly<Record<string, string>> = {
  'clade.yaml': METRICS_PROJECT,
  'data/accounts.csv': accountsCsv,
  'data/lines.csv': linesCsv(),
  'data/answers.csv': ANSWERS,
  'data/deals.csv': DEALS,
  'data/spend.csv': SPEND,
};
