/** A line of a made-up subscription book; amounts are digits, days ISO. */
export interface BookLine {
  readonly account: string;
  readonly starts: string;
  readonly ends: string;
  readonly amount: string;
  readonly billing: string;
  readonly trial: boolean;
  readonly currency: string;
}

export const BOOK_PROJECT = `
kind: project
title: Book shop
currency: EUR
timeZone: UTC
primary: size
limits: { segments: { from: 2, to: 5 }, fallbackShare: 1, largestShare: 1 }
---
{ kind: source, id: accounts, file: data/accounts.csv, key: id, columns: { id: text, group: text } }
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
  currency: text
---
kind: source
id: rates
file: data/rates.csv
key: [code, day]
columns: { code: text, day: date, rate: { type: decimal, precision: 12, scale: 6 } }
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
currency: currency
rates: { source: rates, currency: code, date: day, rate: rate }
---
{ kind: entity, id: account, source: accounts, key: id, churn: revenue, money: mrr }
---
{ kind: attribute, id: group, entity: account, basis: firmographic, history: fixed, from: accounts.group }
---
{ kind: attribute, id: mrr, entity: account, basis: value, book: { book: revenue, measure: mrr } }
---
{ kind: attribute, id: arr, entity: account, basis: value, book: { book: revenue, measure: arr } }
---
{ kind: attribute, id: live, entity: account, basis: value, book: { book: revenue, measure: active_subscriptions } }
---
{ kind: attribute, id: first_start, entity: account, basis: lifecycle, book: { book: revenue, measure: first_start } }
---
{ kind: attribute, id: last_end, entity: account, basis: lifecycle, book: { book: revenue, measure: last_end } }
---
{ kind: attribute, id: tenure, entity: account, basis: lifecycle, book: { book: revenue, measure: tenure_days } }
---
{ kind: attribute, id: renews, entity: account, basis: lifecycle, book: { book: revenue, measure: renews_in_days } }
---
{ kind: attribute, id: mrr_then, entity: account, basis: value, book: { book: revenue, measure: mrr, at: 90d ago } }
---
{ kind: attribute, id: growth, entity: account, basis: value, book: { book: revenue, measure: mrr_change, over: 90d } }
---
kind: segmentation
id: size
entity: account
method: rules
segments:
  - { id: large, title: Large, when: mrr >= 100 }
  - { id: small, title: Small, when: mrr >= 0 }
fallback: { id: unknown, title: Unknown }
`;

export function linesCsv(lines: readonly BookLine[]): string {
  const rows = lines.map(({ account, starts, ends, amount, billing, trial, currency }, index) =>
    [`l${index}`, account, starts, ends, amount, billing, trial, currency].join(','),
  );
  return `line,account,starts,ends,amount,billing,trial,currency\n${rows.join('\n')}\n`;
}

export const RATES = `code,day,rate
USD,2025-01-01,0.900000
USD,2026-03-01,0.950000
GBP,2026-06-15,1.150000
`;

export const accountsCsv = (ids: readonly string[]): string =>
  `id,group\n${ids.map((id, index) => `${id},${index % 2 === 0 ? 'a' : 'b'}`).join('\n')}\n`;
