import { describe, expect, it } from 'vitest';
import { bandsOver, rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { rulesGap } from './rules-gap.ts';

const attributes = { logins: 'integer', seats: 'integer', since: 'date', plan: 'text' };
const gaps = (yaml: string) => rulesGap.read(sketchProject(attributes, yaml).project);

describe('rules-gap', () => {
  it('names what lies between, below and above', () => {
    const found = gaps(rulesOf({ some: 'logins >= 5 and logins < 10', many: 'logins between 20 and 99' }));
    expect(found.map(({ message }) => message)).toEqual([
      'What is below 5 belongs to no rule of `rules_under_test` and goes to `everyone_else`.',
      'From 10 to below 20 belongs to no rule of `rules_under_test` and goes to `everyone_else`.',
      '100 and above belongs to no rule of `rules_under_test` and goes to `everyone_else`.',
    ]);
    expect(found.map(({ data }) => data)[1]).toEqual({
      segmentation: 'rules_under_test',
      from: '10',
      below: '20',
    });
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(['note']));
  });

  it('tells of bands that begin above zero only', () => {
    expect(gaps(bandsOver('logins', ['id: a, from: 0', 'id: b, from: 9']))).toEqual([]);
    expect(gaps(bandsOver('logins', ['id: a, from: 3', 'id: b, from: 9']))).toHaveLength(1);
  });

  it('reads days', () => {
    const [gap] = gaps(rulesOf({ old: "since < date '2020-01-01'", new: "since >= date '2024-06-30'" }));
    expect(gap?.data).toMatchObject({ from: '2020-01-01', below: '2024-06-30' });
  });

  it('is silent about two attributes, about texts and about a single rule', () => {
    expect(gaps(rulesOf({ a: 'logins > 5', b: 'seats > 5' }))).toEqual([]);
    expect(gaps(rulesOf({ a: "plan = 'pro'", b: "plan = 'free'" }))).toEqual([]);
    expect(gaps(rulesOf({ a: 'logins > 5' }))).toEqual([]);
  });
});
