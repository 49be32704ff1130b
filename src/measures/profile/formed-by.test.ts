import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import { formedBy } from './formed-by.ts';

const TEXT = `
kind: project
title: Lineage
currency: EUR
---
{ kind: source, id: accounts, file: a.csv, key: id, columns: { id: text, seats: integer, plan: text, age: integer } }
---
kind: source
id: lines
file: l.csv
columns: { account: text, starts: date, ends: date, amount: { type: decimal, scale: 2 } }
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: book, id: revenue, entity: account, source: lines, by: account, starts: starts, ends: ends, amount: amount, period: month }
---
{ kind: attribute, id: seats, entity: account, basis: firmographic, from: accounts.seats }
---
{ kind: attribute, id: age, entity: account, basis: firmographic, from: accounts.age }
---
{ kind: attribute, id: plan, entity: account, basis: value, from: accounts.plan }
---
{ kind: attribute, id: mrr, entity: account, basis: value, book: { book: revenue, measure: mrr } }
---
{ kind: attribute, id: arr, entity: account, basis: value, book: { book: revenue, measure: arr } }
---
{ kind: attribute, id: tenure, entity: account, basis: lifecycle, book: { book: revenue, measure: tenure_days } }
---
{ kind: attribute, id: per_seat, entity: account, basis: value, value: mrr / seats }
---
{ kind: attribute, id: place, entity: account, basis: value, rank: { of: per_seat, as: percentile, base: all } }
---
kind: segmentation
id: value
entity: account
method: bands
attribute: arr
segments: [{ id: low, from: 0 }, { id: high, from: 100 }]
fallback: { id: none }
---
kind: segmentation
id: standing
entity: account
method: bands
attribute: place
segments: [{ id: low, from: 0 }, { id: high, from: 50 }]
fallback: { id: none }
---
kind: segmentation
id: crossed
entity: account
method: rules
segments: [{ id: a, when: "segment('value') = 'high' and plan = 'pro'" }]
fallback: { id: none }
---
kind: segmentation
id: rfm
entity: account
method: rfm
recency: age
frequency: seats
monetary: mrr
preset: repaired
segments: [{ id: champions }, { id: loyal }, { id: promising }, { id: at_risk }, { id: dormant }]
fallback: { id: unknown }
`;

const { project, findings } = readDefinitions([{ path: 'clade.yaml', text: TEXT }]);

const formed = (id: string) => {
  const segmentation = project?.segmentations.find((one) => one.id === id);
  if (!segmentation) throw new Error(findings.map(({ message }) => message).join(' '));
  return [...formedBy(segmentation)].map((attribute) => attribute.id).toSorted();
};

describe('formedBy', () => {
  it('takes the same figure in other words, and what is calculated from it', () => {
    expect(formed('value')).toEqual(['arr', 'mrr', 'per_seat', 'place']);
  });

  it('takes what an attribute is calculated from, through all steps', () => {
    expect(formed('standing')).toEqual(['arr', 'mrr', 'per_seat', 'place', 'seats']);
  });

  it('takes what the segmentations asked for are made of, and what is still to be learned from', () => {
    expect(formed('crossed')).toEqual(['arr', 'mrr', 'per_seat', 'place', 'plan']);
    expect(formed('rfm')).toEqual(['age', 'arr', 'mrr', 'per_seat', 'place', 'seats']);
  });
});
