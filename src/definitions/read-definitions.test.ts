import { describe, expect, it } from 'vitest';
import type { Finding } from '../base/finding.ts';
import { formatPlace } from '../base/place.ts';
import { formatType } from '../sql/value-type.ts';
import { readDefinitions } from './read-definitions.ts';

const PROJECT = `kind: project
title: Harbour Tools
currency: EUR
timeZone: Europe/Lisbon
primary: size
limits: { fallbackShare: 0.2 }
---
kind: source
id: companies
file: data/companies.csv
key: company_id
asOf: 2026-06-30
columns:
  company_id: text
  head_count: { type: integer, header: Head Count }
  joined_on: date
  quit_on: date
---
kind: source
id: people
file: data/people.parquet
columns: { person_id: text, company_id: text, role: text }
---
kind: source
id: invoices
file: data/invoices.jsonl
population: every
timeZone: Asia/Tokyo
columns:
  invoice_id: text
  company_id: text
  amount: { type: decimal, scale: 2 }
  lines: integer
  weight: double
  paid_on: date
---
kind: entity
id: person
source: people
key: person_id
belongsTo: { entity: company, column: company_id }
---
kind: entity
id: company
source: companies
key: company_id
activeWhen: |-
  joined_on <= as_of
    and (quit_on is null or quit_on > as_of)
formerWhen: quit_on <= as_of
money: paid_twice
---
{ kind: attribute, id: joined_on, entity: company, basis: lifecycle, history: fixed, from: companies.joined_on }
---
{ kind: attribute, id: quit_on, entity: company, basis: lifecycle, history: fixed, from: companies.quit_on }
---
kind: attribute
id: paid_twice
entity: company
basis: value
value: paid * 2
---
kind: attribute
id: paid
entity: company
basis: value
unit: EUR
aggregate: { source: invoices, function: sum, of: amount, where: paid_on <= as_of }
---
kind: attribute
id: invoice_lines
entity: company
basis: behavioural
aggregate: { source: invoices, by: company_id, function: sum, of: lines }
---
{ kind: attribute, id: mean_amount, entity: company, basis: value, aggregate: { source: invoices, function: mean, of: amount } }
---
{ kind: attribute, id: invoice_count, entity: company, basis: behavioural, aggregate: { source: invoices, function: count } }
---
{ kind: attribute, id: head_count, entity: company, basis: firmographic, from: companies.head_count }
---
{ kind: attribute, id: role, entity: person, basis: demographic, from: people.role }
---
kind: segmentation
id: size
entity: company
method: bands
attribute: head_count
segments:
  - { id: small, title: Small firms, from: 0, stated: "<20" }
  - { id: large, from: 500, stated: 500+, was: [huge] }
fallback: { id: unknown_size }
---
kind: segmentation
id: buyers
entity: person
method: rules
segments:
  - id: chief
    when: role = 'chief' and segment('size') = 'large'
  - id: payer
    when: company.paid > 100
fallback: { id: nobody }
`;

const file = (text: string, path = 'clade.yaml') => ({ path, text });
const told = (findings: readonly Finding[]) =>
  findings.map(({ code, place }) => `${place ? formatPlace(place) : '-'} ${code}`);

function read(text = PROJECT) {
  const { project, findings } = readDefinitions([file(text)]);
  if (!project) throw new Error(findings.map((one) => `${told([one]).join()} ${one.message}`).join('\n'));
  return { project, findings };
}

const entity = (id: string, text = PROJECT) => read(text).project.entities.find((one) => one.id === id);
const attribute = (id: string, text = PROJECT) =>
  read(text)
    .project.entities.flatMap(({ attributes }) => attributes)
    .find((one) => one.id === id);
const type = (id: string) => formatType(attribute(id)?.type ?? { kind: 'boolean' });
const hashOf = (id: string, text: string) =>
  read(text).project.segmentations.find((one) => one.id === id)?.hash;

describe('readDefinitions', () => {
  it('reads a whole project without findings', () => {
    const { project, findings } = read();
    expect(findings).toEqual([]);
    expect(project).toMatchObject({ title: 'Harbour Tools', currency: 'EUR', timeZone: 'Europe/Lisbon' });
    expect(project.limits).toMatchObject({
      fallbackShare: 0.2,
      largestShare: 0.8,
      segments: { from: 3, to: 7 },
    });
    expect(project.primary).toBe(project.segmentations[0]);
    expect(project.texts).toHaveLength(1);
  });

  it('puts a parent before the entities that belong to it, and makes references objects', () => {
    const { project } = read();
    expect(project.entities.map(({ id }) => id)).toEqual(['company', 'person']);
    expect(project.entities[1]?.belongsTo?.entity).toBe(project.entities[0]);
    expect(project.entities[0]?.source).toBe(project.sources[0]);
    expect(project.entities[0]?.money?.id).toBe('paid_twice');
  });

  it('puts an attribute after those it is made of', () => {
    const ids = entity('company')?.attributes.map(({ id }) => id) ?? [];
    expect(ids.indexOf('paid')).toBeLessThan(ids.indexOf('paid_twice'));
    expect(ids).toHaveLength(8);
  });

  it('derives the types of expressions and aggregates', () => {
    expect(type('paid')).toBe('decimal(30, 2)');
    expect(type('invoice_lines')).toBe('decimal(30, 0)');
    expect(type('paid_twice')).toMatch(/^decimal\(\d\d, 2\)$/);
    expect(type('mean_amount')).toBe('double');
    expect(type('invoice_count')).toBe('integer');
    expect(type('joined_on')).toBe('date');
    expect(type('head_count')).toBe('integer');
  });

  it('says which attributes are true of any day', () => {
    expect(attribute('joined_on')?.history).toBe('fixed');
    expect(attribute('head_count')?.history).toBe('as-loaded');
    expect(attribute('paid')?.history).toBe('fixed');
    expect(attribute('invoice_count')?.history).toBe('as-loaded');
    expect(attribute('paid_twice')?.history).toBe('fixed');
  });

  it('takes the column that names the customer from the key of the entity', () => {
    expect(attribute('paid')?.origin).toMatchObject({ kind: 'aggregate', by: { name: 'company_id' } });
    expect(attribute('role')?.origin).toMatchObject({ kind: 'column', by: { name: 'person_id' } });
  });

  it('reads formats, headers and time zones of sources', () => {
    const [companies, people, invoices] = read().project.sources;
    expect(companies?.origin).toMatchObject({ kind: 'csv', separator: ',', dateOrder: 'YMD' });
    expect(companies?.columns[1]).toMatchObject({ name: 'head_count', header: 'Head Count' });
    expect(companies?.timeZone).toBe('Europe/Lisbon');
    expect(people?.origin).toEqual({ kind: 'parquet', path: 'data/people.parquet' });
    expect(invoices).toMatchObject({ timeZone: 'Asia/Tokyo', population: 'every', asOf: null });
  });

  it('orders segmentations by depth and names the columns their conditions read', () => {
    const { project } = read();
    const [size, buyers] = project.segmentations;
    expect([size?.depth, buyers?.depth]).toEqual([0, 1]);
    expect(buyers?.uses).toEqual([size]);
    expect(JSON.stringify(buyers?.rules[0]?.when)).toContain('"segment__size"');
    expect(JSON.stringify(buyers?.rules[1]?.when)).toContain('"company__paid"');
    expect(size?.segments[1]).toMatchObject({
      title: 'large',
      was: ['huge'],
      stated: { from: 500, to: null },
    });
    expect(size?.fallback).toMatchObject({ id: 'unknown_size', stated: null });
  });

  it('is frozen all through', () => {
    const { project } = read();
    expect(Object.isFrozen(project.segmentations[0]?.segments[0])).toBe(true);
    expect(Object.isFrozen(project.entities[0]?.source.columns)).toBe(true);
  });

  it('keeps the order of files and folders out of the project', () => {
    const parts = PROJECT.split('---\n').map((text, index) => file(text, `part-${index}.yaml`));
    expect(readDefinitions(parts.toReversed()).project?.hash).toBe(read().project.hash);
  });
});

describe('hashes', () => {
  it('do not see comments, spacing or the order of keys', () => {
    const other = PROJECT.replace('paid_on <= as_of', 'paid_on<=as_of')
      .replace('value: paid * 2', 'value: |-\n  paid   *\n  2 # twice')
      .replace(' # twice', '')
      .replace('currency: EUR\ntimeZone: Europe/Lisbon', 'timeZone: Europe/Lisbon # west\n\ncurrency: "EUR"');
    expect(other).not.toBe(PROJECT);
    expect(read(other).project.hash).toBe(read().project.hash);
  });

  it('see what a definition refers to', () => {
    const other = PROJECT.replace('header: Head Count', 'header: Staff');
    expect(hashOf('size', other)).not.toBe(hashOf('size', PROJECT));
    expect(hashOf('buyers', other)).not.toBe(hashOf('buyers', PROJECT));
  });

  it('do not see columns and attributes that are not used', () => {
    const other = PROJECT.replace('  weight: double', '  weight: double\n  note: text').replace(
      'id: mean_amount',
      'id: average',
    );
    expect(hashOf('buyers', other)).toBe(hashOf('buyers', PROJECT));
    expect(read(other).project.hash).not.toBe(read().project.hash);
  });

  it('see spaces inside quotes', () => {
    const other = PROJECT.replace("'chief'", "'chief '");
    expect(hashOf('buyers', other)).not.toBe(hashOf('buyers', PROJECT));
  });
});
