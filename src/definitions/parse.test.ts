import { describe, expect, it } from 'vitest';
import { ACCOUNT, codesIn, findingsIn } from '../../test/support/definition-findings.ts';
import { parseDefinitions } from './parse.ts';

const band = (edge: string) =>
  `kind: segmentation\nid: a\nentity: account\nmethod: bands\nattribute: seats\nsegments: [{ id: x, from: ${edge} }]\nfallback: { id: y }\n${ACCOUNT}`;

describe('parseDefinitions', () => {
  it('places an unknown key at the key and guesses what was meant', () => {
    const [, finding] = findingsIn('kind: entity\nid: a\nsource: s\nkey: k\nactivWhen: x > 1\n');
    expect(finding).toMatchObject({
      at: '5:1',
      length: 9,
      code: 'unknown-key',
      message: '`activWhen` is not a key of the definition.',
      hint: 'Did you mean `activeWhen`?',
    });
  });

  it('names the path of an unknown key inside lists', () => {
    const text = `kind: segmentation
id: a
entity: account
method: rules
segments:
  - id: x
    when: seats > 1
    titel: X
fallback: { id: other, whenn: y }
${ACCOUNT}`;
    expect(findingsIn(text).map(({ at, message, hint }) => [at, message, hint])).toEqual([
      ['8:5', '`titel` is not a key of `segments[1]`.', 'Did you mean `title`?'],
      ['9:24', '`whenn` is not a key of `fallback`.', expect.stringContaining('Known are id')],
    ]);
  });

  it('reads the rest of a definition whose unknown keys, words or columns do not fit', () => {
    const text = `kind: source
id: s
file: s.csv
url: javascript:alert(1)
columns: { k: text, n: interger, m: integer }
---
{ kind: entity, id: e, source: s, key: k, activeWhen: n > 1 and m > 1 and zz > 1 }
---
{ kind: attribute, id: n, entity: e, basis: value, from: s.n }
---
{ kind: attribute, id: m, entity: e, basis: value, from: s.m, unit: 5 }
`;
    expect(codesIn(text)).toEqual([
      '4:6 wrong-value',
      '5:24 wrong-value',
      '7:75 condition-unknown-name',
      '11:69 wrong-type',
    ]);
  });

  it('says which value was meant', () => {
    const [column, basis] = findingsIn(`kind: source
id: s
file: s.csv
columns: { k: txt }
---
{ kind: attribute, id: a, entity: e, basis: behavioral, from: s.k }
`);
    expect([column?.hint, basis?.hint]).toEqual(['Did you mean `text`?', 'Did you mean `behavioural`?']);
  });

  it('says what is missing, and of what type a value should be', () => {
    const found = findingsIn(`kind: source\nid: 7\nfile: [a]\n`);
    expect(found.map(({ at, code, message }) => [at, code, message])).toEqual([
      ['1:1', 'missing-key', '`columns` is missing.'],
      ['2:5', 'wrong-type', '`id` is `7`; a text is expected.'],
      ['3:7', 'wrong-type', '`file` is a list; a text is expected.'],
    ]);
    expect(found[1]?.hint).toBe('Write it in quotes: "7".');
  });

  it('refuses ids that could not be columns', () => {
    for (const id of ['Account', 'a__b', '_a', 'a-b', 'a_', 'ä', '1a', 'a'.repeat(61), '"a b"'])
      expect(codesIn(`kind: entity\nid: ${id}\nsource: s\nkey: k\n`)).toContain('2:5 wrong-value');
    expect(codesIn('kind: entity\nid: a_1_b2\nsource: s\nkey: k\n')).toEqual(['3:9 unknown-reference']);
  });

  it('guesses kinds, and notes those to come', () => {
    const found = findingsIn(
      'kind: segmentatoin\n---\nkind: persona\nanything: [goes]\n---\nid: x\n---\n- a\n',
    );
    expect(found.map(({ at, code, severity }) => [at, code, severity])).toEqual([
      ['1:7', 'kind-unknown', 'error'],
      ['3:7', 'kind-not-yet', 'note'],
      ['6:1', 'kind-missing', 'error'],
      ['8:1', 'not-a-definition', 'error'],
    ]);
    expect(found[0]?.hint).toBe('Did you mean `segmentation`?');
  });

  it('notes methods to come', () => {
    const text = 'kind: segmentation\nid: a\nentity: account\nmethod: typing\nquestions: [a]\n';
    expect(findingsIn(text)).toMatchObject([{ at: '4:9', code: 'method-not-yet', severity: 'note' }]);
    expect(codesIn(text.replace('typing', 'ruls'))).toEqual(['4:9 wrong-value']);
  });

  it('tells of numbers that lose digits, and keeps those that do not', () => {
    for (const edge of ['9007199254740993', '0.12345678901234567', '.inf', '.nan', '1e400', '1e-400'])
      expect(codesIn(band(edge))).toContain('6:27 number-loses-digits');
    for (const edge of ['9007199254740991', '"9007199254740993"', '0.1', '-17', '1000000', '0'])
      expect(codesIn(band(edge))).toEqual([]);
  });

  it('tells of repeated keys with both places, and of keys that are no words', () => {
    const [, repeated, odd] = findingsIn('kind: project\ntitle: a\ntitle: b\n? [x]\n: y\n');
    expect(repeated).toMatchObject({ at: '3:1', code: 'yaml-key-repeated' });
    expect(repeated?.message).toContain('f.yaml:2:1');
    expect(odd).toMatchObject({ at: '4:3', code: 'yaml-key' });
  });

  it('refuses aliases, tags it does not know and tabs', () => {
    expect(codesIn('kind: entity\nid: &x a\nsource: *x\nkey: k\n')).toEqual(
      expect.arrayContaining(['2:8 yaml-alias', '3:9 yaml-alias']),
    );
    expect(codesIn('kind: entity\nid: !secret a\n')).toContain('2:5 yaml-syntax');
    expect(codesIn('kind: entity\n\tid: a\n')).toContain('2:1 yaml-syntax');
  });

  it('does not let a broken document hide the others of its file', () => {
    const text = `kind: entity\nid: [a\n---\nkind: entity\nid: B\nsource: s\nkey: k\n---\nkind: entty\n`;
    const found = codesIn(text);
    expect(found.some((one) => one.endsWith('yaml-syntax'))).toBe(true);
    expect(found).toEqual(expect.arrayContaining(['5:5 wrong-value', '9:7 kind-unknown']));
  });

  it('does not let a file hide another, and passes over empty ones', () => {
    const { findings, definitions } = parseDefinitions([
      { path: 'a.yaml', text: 'kind: [' },
      { path: 'b.yaml', text: '' },
      { path: 'c.yaml', text: '# only a comment\n---\n' },
      { path: 'd.yaml', text: '\uFEFFkind: project\ntitle: T\n' },
      { path: 'e.yaml', text: 'kind: nothing' },
    ]);
    expect(new Set(findings.map(({ place }) => place?.path))).toEqual(new Set(['a.yaml', 'e.yaml']));
    expect(definitions.project).toHaveLength(1);
  });
});
