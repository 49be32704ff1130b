import { expect, it } from 'vitest';
import { readDefinitions } from '../read-definitions.ts';

const hashOf = (activeWhen: string, base: string) =>
  readDefinitions([
    {
      path: 'clade.yaml',
      text: `
kind: project
title: Ranks
currency: EUR
timeZone: UTC
---
{ kind: source, id: rows, file: rows.csv, key: id, columns: { id: text, paid: integer } }
---
{ kind: entity, id: account, source: rows, key: id, activeWhen: ${activeWhen} }
---
{ kind: attribute, id: paid, entity: account, basis: value, from: rows.paid }
---
kind: attribute
id: place
entity: account
basis: value
rank: { of: paid, as: top_share, base: ${base} }
`,
    },
  ]).project?.entities[0]?.attributes.find(({ id }) => id === 'place')?.hash;

it('is another rank where others are customers, unless every row is ranked', () => {
  const hash = hashOf('paid > 0', 'customers');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOf('paid > 100', 'customers')).not.toBe(hash);
  expect(hashOf('paid  >  0', 'customers')).toBe(hash);
  expect(hashOf('paid > 100', 'all')).toBe(hashOf('paid > 0', 'all'));
});
