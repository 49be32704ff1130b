import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hashable } from './stable-hash.ts';
import { canonicalJson, stableHash } from './stable-hash.ts';

describe('stable hashes', () => {
  it('are SHA-256 of JSON with sorted keys', () => {
    expect(canonicalJson({ b: [1, 'x'], a: null })).toBe('{"a":null,"b":[1,"x"]}');
    expect(stableHash('a')).toBe(createHash('sha256').update('"a"').digest('hex'));
  });

  it('do not depend on the order of keys, and tell other values apart', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const turned = Object.fromEntries(Object.entries(record).toReversed());
        expect(stableHash(turned as Hashable)).toBe(stableHash(record as Hashable));
        expect(JSON.parse(canonicalJson(record as Hashable))).toEqual(JSON.parse(JSON.stringify(record)));
      }),
    );
    expect(stableHash([1, 2])).not.toBe(stableHash([2, 1]));
    expect(stableHash({ a: 1 })).not.toBe(stableHash({ a: '1' }));
  });

  it('refuse what JSON cannot say', () => {
    expect(() => stableHash(Number.NaN)).toThrow(TypeError);
  });
});
