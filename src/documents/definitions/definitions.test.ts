import { describe, expect, it } from 'vitest';
import { sketchProject } from '../../../test/support/sketch-project.ts';
import { definitionsTold } from './definitions.ts';

const YAML = `
kind: source
id: visits
file: visits.csv
population: every
date: read_on
columns: { account_id: text, read_on: date, pages: integer }
---
kind: attribute
id: pages_read
entity: account
basis: behavioural
unit: pages
aggregate: { source: visits, by: account_id, function: sum, of: pages, where: pages > 1, window: 30d }
---
kind: attribute
id: orders_place
entity: account
basis: behavioural
rank: { of: orders, as: rank, order: desc }
---
kind: segmentation
id: reading
entity: account
method: bands
attribute: pages_read
hysteresis: { every: week, dwell: 10 }
segments: [{ id: few, from: 0 }]
fallback: { id: nobody_knows }
`;

describe('definitionsTold', () => {
  const { project } = sketchProject({ orders: 'integer' }, YAML);
  const told = definitionsTold(project);
  const named = (name: string) => told.find((one) => one.name === name)?.told ?? {};

  it('tells segmentations first, and attributes by their entity', () => {
    expect(told.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'segmentation reading',
      'entity account',
      'attribute account.orders',
      'attribute account.pages_read',
      'attribute account.orders_place',
      'source accounts',
      'source visits',
    ]);
  });

  it('says over what an attribute is worked out, and who asks for it', () => {
    expect(named('account.pages_read')).toMatchObject({
      value: 'sum(pages) over visits by account_id',
      where: 'pages > 1',
      window: '30d',
      unit: 'pages',
      'used by': 'reading',
    });
    expect(named('account.orders')).toMatchObject({ from: 'accounts.orders', 'used by': 'no segmentation' });
    expect(named('account.orders_place')).toMatchObject({ rank: expect.stringContaining('greatest first') });
  });

  it('says when customers of a held segmentation move', () => {
    expect(named('reading')).toMatchObject({ method: 'bands', dwell: '10 days' });
  });
});
