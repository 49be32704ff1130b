import { describe, expect, it } from 'vitest';
import { codesIn } from '../../../test/support/definition-findings.ts';
import { readDefinitions } from '../read-definitions.ts';
import { qualityKinds } from './index.ts';

const SOURCES = `kind: source
id: accounts
file: accounts.csv
key: id
columns: { id: text, seats: integer, opened: date, end: date, ok: boolean, seen: timestamp }
---
kind: source
id: pairs
file: pairs.csv
key: [a, b]
columns: { a: text, b: integer, day: date }
`;

const rule = (written: string) => `${SOURCES}quality:\n  - ${written}\n`;

describe('quality', () => {
  it.each([
    ['not_null: a', { kind: 'holds', broken: 'have no `a`' }],
    ['unique: [a, day]', { kind: 'unique', columns: [{ name: 'a' }, { name: 'day' }] }],
    ['range: { column: day, to: 2026-12-31 }', { broken: 'have `day` above 2026-12-31' }],
    ['range: { column: b, from: -1, to: "9007199254740993" }', { kind: 'holds' }],
    ['in_set: { column: a, values: ["it\'s", x] }', { broken: "have a `a` that is none of it's, x" }],
    ['fresh_within: 7d', { kind: 'fresh-within', column: { name: 'day' }, days: 7 }],
    ['rows_within: 12.5%', { kind: 'rows-within', share: 0.125 }],
    ['refers_to: { column: a, source: accounts }', { to: { name: 'id' } }],
    ['agrees_with: { column: b, source: accounts, by: a, value: seats }', { key: { name: 'id' } }],
    ['condition: "a is not null or b > 0"', { broken: 'do not meet `a is not null or b > 0`' }],
  ])('reads %s', (written, demand) => {
    const { project, findings } = readDefinitions([
      { path: 'clade.yaml', text: `kind: project\ntitle: T\n---\n${rule(written)}` },
    ]);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(project?.quality).toMatchObject([
      { source: { id: 'pairs' }, level: 'warn', tolerated: 0, demand },
    ]);
  });

  it.each([
    ['{ not_null: a, unique: a }', '13:5 quality-rule'],
    ['level: stop', '13:5 quality-rule'],
    ['not_null: nope', '13:15 unknown-reference'],
    ['unique: [a, nope]', '13:17 unknown-reference'],
    ['range: { column: b }', '13:12 quality-rule'],
    ['range: { column: a, from: 1 }', '13:12 condition-type'],
    ['in_set: { column: b, values: [x] }', '13:13 condition-type'],
    ['matches: { column: b, like: "%" }', '13:14 condition-type'],
    ['fresh_within: { column: a, within: 7d }', '13:29 quality-types'],
    ['fresh_within: 7w', '13:19 wrong-value'],
    ['rows_within: 1.5', '13:18 wrong-value'],
    ['refers_to: { column: a, source: nope }', '13:37 unknown-reference'],
    ['refers_to: { column: b, source: accounts }', '13:16 quality-types'],
    ['refers_to: { column: a, source: pairs }', '13:16 quality-key'],
    ['agrees_with: { column: b, source: pairs }', '13:39 quality-key'],
    ['condition: "nope = 1"', '13:17 condition-unknown-name'],
    ['{ not_null: a, tolerated: 2 }', '13:31 wrong-value'],
  ])('refuses %s', (written, code) => {
    expect(codesIn(rule(written))).toContain(code);
  });

  it('does not know which of several dates is meant', () => {
    expect(codesIn(SOURCES.replace('---', 'quality: [{ fresh_within: 7d }]\n---'))).toContain(
      '6:27 quality-rule',
    );
  });

  it('takes columns whose names are words of conditions', () => {
    const text = SOURCES.replace('---', 'quality: [{ range: { column: end, from: 2026-01-01 } }]\n---');
    expect(codesIn(text)).toEqual([]);
  });

  it('has a summary and a key for each kind', () => {
    for (const [key, kind] of Object.entries(qualityKinds)) expect(kind.key).toBe(key);
    expect(new Set(Object.values(qualityKinds).map(({ summary }) => summary)).size).toBe(
      Object.keys(qualityKinds).length,
    );
  });
});
