import { describe, expect, it } from 'vitest';
import { codesIn, findingsIn } from '../../../test/support/definition-findings.ts';

const SOURCE = '{ kind: source, id: s, file: s.csv, columns: { k: text, up: text, n: integer } }\n---\n';
const N = '{ kind: attribute, id: n, entity: a, basis: value, from: s.n }\n---\n';

const one = (id: string, parent: string) =>
  `{ kind: entity, id: ${id}, source: s, key: k, belongsTo: { entity: ${parent}, column: up } }\n---\n`;

describe('entity', () => {
  it('finds what it refers to, and guesses', () => {
    const found = findingsIn(
      `${SOURCE}kind: entity\nid: a\nsource: t\nkey: k\n---\nkind: entity\nid: b\nsource: s\nkey: kk\n`,
    );
    expect(found.map(({ at, message, hint }) => [at, message, hint])).toEqual([
      ['5:9', 'There is no source `t`.', 'Did you mean `s`?'],
      ['11:6', 'There is no column in the source `s` named `kk`.', 'Did you mean `k`?'],
    ]);
  });

  it('places findings of a condition inside a block', () => {
    const text = `${SOURCE}${N}kind: entity
id: a
source: s
key: k
activeWhen: |-
  n > 1
    and nn > 2
formerWhen: "n < 'x'"
money: k
`;
    expect(codesIn(text)).toEqual([
      '11:9 condition-unknown-name',
      expect.stringMatching(/^12:1\d condition-/),
      '13:8 unknown-reference',
    ]);
  });

  it('does not blame conditions for names beyond a broken parent', () => {
    const text = `${SOURCE}{ kind: entity, id: a, source: s, key: k, belongsTo: { entity: c, column: up }, activeWhen: c.n > 1 and b.n > 1 }\n`;
    expect(codesIn(text)).toEqual(['3:64 unknown-reference']);
  });

  it('names the ring of entities that belong to each other', () => {
    const [ring, ...others] = findingsIn(SOURCE + one('a', 'b') + one('b', 'c') + one('c', 'a'));
    expect(ring?.message).toBe('`a` belongs to `b` belongs to `c` belongs to `a`.');
    expect(others).toEqual([]);
    expect(findingsIn(SOURCE + one('a', 'a'))[0]?.message).toBe('`a` belongs to `a`.');
  });

  it('tells of a second definition of the same name with both places', () => {
    const [repeated] = findingsIn(
      `${SOURCE}${N}{ kind: entity, id: a, source: s, key: k }\n---\n{ kind: entity, id: a, source: s, key: k }\n`,
    );
    expect(repeated).toMatchObject({ at: '7:21', code: 'id-repeated' });
    expect(repeated?.message).toContain('f.yaml:5:21');
  });
});
