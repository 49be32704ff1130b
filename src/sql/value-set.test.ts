import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Key, ValueSet } from './value-set.ts';
import { compareKeys, complement, intersection, nextKey, union } from './value-set.ts';

const domain = { from: 0n, below: 20n };
const all = Array.from({ length: 20 }, (_, i) => BigInt(i));
const intervals = fc.array(
  fc.record({ from: fc.bigInt({ min: 0n, max: 19n }), below: fc.bigInt({ min: 0n, max: 20n }) }),
  { maxLength: 5 },
);
const has = (set: ValueSet, key: Key) =>
  set.some(
    ({ from, below }) => compareKeys(from, key) <= 0 && (below === null || compareKeys(key, below) < 0),
  );
const members = (set: ValueSet) => all.filter((key) => has(set, key));

describe('sets of values', () => {
  it('unite, intersect and complement as sets of their members do', () => {
    fc.assert(
      fc.property(intervals, intervals, (one, other) => {
        const [a, b] = [union(one), union(other)];
        expect(members(a)).toEqual(all.filter((key) => has(one, key)));
        expect(members(intersection(a, b))).toEqual(all.filter((key) => has(one, key) && has(other, key)));
        expect(members(complement(a, domain))).toEqual(all.filter((key) => !has(one, key)));
        expect(complement(complement(a, domain), domain)).toEqual(a);
      }),
      { numRuns: 500 },
    );
  });

  it('have one form: in order, apart, not empty', () => {
    expect(
      union([
        { from: 5n, below: 7n },
        { from: 1n, below: 3n },
        { from: 3n, below: 5n },
        { from: 9n, below: 9n },
      ]),
    ).toEqual([{ from: 1n, below: 7n }]);
    expect(
      union([
        { from: 'b', below: null },
        { from: 'a', below: 'c' },
      ]),
    ).toEqual([{ from: 'a', below: null }]);
  });
});

describe('keys', () => {
  it('compare texts by code point, as UTF-8 is compared', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 500 },
    );
    expect(compareKeys('\uffee', '🙂')).toBeLessThan(0);
  });

  it('have nothing between one and the next', () => {
    expect(nextKey(4n)).toBe(5n);
    expect(compareKeys('a', nextKey('a'))).toBeLessThan(0);
    for (const other of ['a', 'a\0', 'aa', 'b', ''])
      expect(compareKeys(other, 'a') > 0 && compareKeys(other, nextKey('a')) < 0).toBe(false);
  });
});
