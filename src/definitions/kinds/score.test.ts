import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../read-definitions.ts';

const HEAD = `
kind: project
title: Scores
---
kind: source
id: accounts
file: accounts.csv
columns: { account_id: text, days: integer, spent: { type: decimal, scale: 2 }, ratio: double, gone: boolean }
---
{ kind: entity, id: account, source: accounts, key: account_id }
---
{ kind: attribute, id: days, entity: account, basis: behavioural, from: accounts.days }
---
{ kind: attribute, id: spent, entity: account, basis: value, from: accounts.spent }
---
{ kind: attribute, id: ratio, entity: account, basis: value, from: accounts.ratio }
---
{ kind: attribute, id: gone, entity: account, basis: value, from: accounts.gone }
---
`;

const read = (parts: readonly string[], rest = '') =>
  readDefinitions([
    { path: 'clade.yaml', text: HEAD },
    {
      path: 'score.yaml',
      text: `kind: score\nid: health\nentity: account\n${rest}\nparts:\n${parts.map((part) => `  - { ${part} }\n`).join('')}`,
    },
  ]);
const errors = (...parts: readonly string[]) =>
  read(parts).findings.flatMap(({ severity, place, message }) =>
    severity === 'error' ? [`${place?.line}: ${message}`] : [],
  );

const RHYTHM = 'id: rhythm, weight: 2, of: days, linear: { from: 0, to: 20 }';

describe('score', () => {
  it('is an attribute in whole points unless it has digits, with a column a part', () => {
    const parts = [RHYTHM, 'id: calm, weight: 0.5, when: not gone'];
    const of = (rest: string) =>
      read(parts, rest).project?.entities[0]?.attributes.find(({ id }) => id === 'health');
    expect(of('')).toMatchObject({ type: { kind: 'integer' }, unit: 'points of 100', basis: 'behavioural' });
    expect(of('digits: 2')?.type).toEqual({ kind: 'decimal', precision: 5, scale: 2 });
    const { origin } = of('') ?? {};
    expect(origin?.kind === 'score' && origin.parts).toMatchObject([
      { id: 'rhythm', column: 'health__rhythm', weight: '2', missing: 'leave_out' },
      { id: 'calm', column: 'health__calm', weight: '0.5', text: 'not gone' },
    ]);
  });

  it('says of each part what is wrong, at its place', () => {
    expect(errors('id: a, weight: 1, of: days')).toEqual([
      '6: The part `a` needs either `when`, or `of` with one of `linear` and `points`.',
    ]);
    expect(errors('id: a, weight: 1, of: ratio, linear: { from: 0, to: 1 }')).toEqual([
      '6: A double has no exact place on a line.',
    ]);
    expect(errors('id: a, weight: 1, of: days, linear: { from: 3, to: 3 }')[0]).toContain('two different');
    expect(errors('id: a, weight: 1, of: gone, linear: { from: 0, to: 3 }')[0]).toContain('is boolean');
    expect(
      errors('id: a, weight: 1, of: ratio, points: [{ from: 2, give: 1 }, { from: 1, give: 0 }]')[0],
    ).toContain('Edges ascend');
    expect(errors(RHYTHM, RHYTHM)).toEqual(['7: Two parts are called `rhythm`.']);
    expect(errors('id: a, weight: 0, when: gone')).toHaveLength(1);
    expect(errors('id: a, weight: 1, when: health > 3')[0]).toContain('is made of');
  });

  it('shares the names of attributes', () => {
    const { findings } = readDefinitions([
      { path: 'clade.yaml', text: HEAD },
      {
        path: 'score.yaml',
        text: `kind: score\nid: days\nentity: account\nparts: [{ id: a, weight: 1, when: gone }]`,
      },
    ]);
    expect(findings.map(({ code }) => code)).toEqual(['id-repeated']);
  });
});
