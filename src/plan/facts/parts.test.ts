import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import { partsOf } from './parts.ts';
import { scansOf } from './scans.ts';
import { factsSteps } from './steps.ts';

const COUNTED = ['calls', 'mails', 'visits', 'orders', 'returns'];

const SHOPS = `
kind: project
title: Shops
currency: USD
timeZone: UTC
---
{ kind: source, id: shops, file: shops.csv, key: shop, columns: { shop: text, town: text } }
---
{ kind: entity, id: shop, source: shops, key: shop }
---
{ kind: attribute, id: town, entity: shop, basis: firmographic, history: fixed, from: shops.town }
---
{ kind: attribute, id: busy, entity: shop, basis: behavioural, value: calls_count > returns_count }
${COUNTED.map(
  (id) => `---
{ kind: source, id: ${id}, file: ${id}.csv, key: id, date: day, columns: { id: text, shop: text, day: date } }
---
{ kind: attribute, id: ${id}_count, entity: shop, basis: behavioural, aggregate: { source: ${id}, by: shop, function: count } }
`,
).join('')}`;

function step() {
  const { project, findings } = readDefinitions([{ path: 'clade.yaml', text: SHOPS }]);
  const [only] = project ? factsSteps(project) : [];
  if (!only) throw new Error(findings.map(({ message }) => message).join());
  return only;
}

const ids = (attributes: readonly { readonly id: string }[]) => attributes.map(({ id }) => id);

describe('partsOf', () => {
  it('joins no more scans at once, own columns first and what is made of columns last', () => {
    const parts = partsOf(step(), 2);
    expect(parts.map(({ attributes }) => ids(attributes))).toEqual([
      ['town', 'calls_count', 'returns_count'],
      ['mails_count', 'visits_count'],
      ['busy', 'orders_count'],
    ]);
    expect(parts.map(({ isFirst }) => isFirst)).toEqual([true, false, false]);
    expect(parts.map(({ isLast }) => isLast)).toEqual([false, false, true]);
  });

  it('leaves nothing out and nothing twice, whatever the number', () => {
    const whole = step();
    for (let most = 1; most <= 6; most++) {
      const parts = partsOf(whole, most);
      expect(ids(parts.flatMap(({ attributes }) => attributes)).toSorted()).toEqual(
        ids(whole.attributes).toSorted(),
      );
      for (const { entity, attributes } of parts)
        expect(scansOf(entity, attributes).length).toBeLessThanOrEqual(most);
    }
  });

  it('leaves a step whole where all its scans are joined at once', () => {
    const whole = step();
    expect(partsOf(whole, 5)).toEqual([whole]);
    expect(partsOf(whole, null)).toEqual([whole]);
  });
});
