import { describe, expect, it } from 'vitest';
import { compareDefinitions } from './compare-definitions.ts';
import { parsedDefinitions, readDefinitions } from './read-definitions.ts';
import { withDataOf } from './with-data-of.ts';

const parsed = (text: string) => parsedDefinitions([{ path: 'clade.yaml', text }]);

const SOURCE = `
kind: source
id: s
file: may.csv
asOf: 2026-05-31
key: id
columns: { id: text, x: integer, day: date }
`;
const REST = `
kind: project
title: P
---
{ kind: entity, id: account, source: s, key: id }
---
{ kind: attribute, id: x, entity: account, basis: value, from: s.x }
---
{ kind: attribute, id: y, entity: account, basis: value, value: 2 * x }
`;
const BEFORE = `${REST}---${SOURCE}`;

const changes = (before: string, after: string) =>
  compareDefinitions(parsed(before), parsed(after)).map(
    ({ kind, id, entity, is, place }) => `${kind} ${entity ?? ''} ${id} ${is} ${place.line}`,
  );

describe('definitions compared', () => {
  it('are other where their own words are, not where they stand or what they refer to is', () => {
    expect(changes(BEFORE, `# ${'\n'.repeat(9)}\n---${SOURCE}---${REST}`)).toEqual([]);
    expect(changes(BEFORE, BEFORE.replace('from: s.x', 'from: s.day'))).toEqual([
      'attribute account x edited 7',
    ]);
    expect(changes(BEFORE, BEFORE.replace('title: P', 'title: Q'))).toEqual(['project  project edited 2']);
  });

  it('come and go by their names; a score is an attribute', () => {
    const score = BEFORE.replace(
      '{ kind: attribute, id: y, entity: account, basis: value, value: 2 * x }',
      '{ kind: score, id: y, entity: account, parts: [{ id: p, value: x, weight: 1, best: 1, worst: 0 }] }',
    );
    expect(parsed(score).definitions.score).toHaveLength(1);
    expect(changes(BEFORE, score)).toEqual(['score account y edited 9']);
    expect(changes(BEFORE, BEFORE.replace('id: y', 'id: z'))).toEqual([
      'attribute account z added 9',
      'attribute account y removed 9',
    ]);
  });
});

describe('definitions over the data of others', () => {
  const over = (before: string, after: string) => {
    const files = [{ path: 'clade.yaml', text: before }];
    const { project, findings } = readDefinitions(files, withDataOf(parsed(before), parsed(after)));
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    return project?.sources[0];
  };

  it('read the files of now, of the days of now, in their own words', () => {
    const now = BEFORE.replace('may.csv', 'june.csv')
      .replace('2026-05-31', '2026-06-30')
      .replace('x: integer', 'x: text');
    expect(over(BEFORE, now)).toMatchObject({
      origin: { kind: 'csv', path: 'june.csv' },
      asOf: '2026-06-30',
      columns: [{ name: 'id' }, { name: 'x', type: { kind: 'integer' } }, { name: 'day' }],
    });
    expect(over(BEFORE, BEFORE.replace('asOf: 2026-05-31\n', ''))?.asOf).toBeNull();
  });

  it('keep their own where now there is no such file', () => {
    expect(over(BEFORE, BEFORE.replace('file: may.csv', 'table: main.s'))?.origin).toMatchObject({
      path: 'may.csv',
    });
    expect(over(BEFORE, BEFORE.replace('id: s\n', 'id: t\n'))?.asOf).toBe('2026-05-31');
  });

  it('cover days only where rows have one', () => {
    const dated = BEFORE.replace(
      'key: id\ncolumns',
      'date: day\ncovers: { from: 2026-01-01 }\nkey: id\ncolumns',
    );
    expect(over(BEFORE, dated)?.events).toBeNull();
    expect(over(dated, dated.replace('2026-01-01', '2026-02-01'))?.events?.covers.from).toBe('2026-02-01');
  });
});
