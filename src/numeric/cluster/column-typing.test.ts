import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/seeded-random.ts';
import type { Column } from './column.ts';
import { typeColumn } from './column-typing.ts';

const random = seededRandom(5);
const numbers = (make: (i: number) => number | null): Column => ({
  name: 'x',
  type: 'numbers',
  values: Array.from({ length: 400 }, (_, i) => make(i)),
});
const words = (make: (i: number) => string | null): Column => ({
  name: 'x',
  type: 'words',
  values: Array.from({ length: 400 }, (_, i) => make(i)),
});
const all = Uint32Array.from({ length: 400 }, (_, i) => i);
const typed = (column: Column) => typeColumn(column, all);

describe('typeColumn', () => {
  it('leaves out what is constant or an identifier', () => {
    expect(typed(numbers(() => 7)).kind).toBe('constant');
    expect(typed(numbers(() => null)).kind).toBe('constant');
    expect(typed(numbers((i) => 1000 + 3 * i)).kind).toBe('identifier');
    expect(typed(words((i) => `customer ${i}`)).kind).toBe('identifier');
  });

  it('tells levels, counts and measures apart', () => {
    expect(typed(words((i) => (i % 2 ? 'yes' : 'no'))).kind).toBe('boolean');
    expect(typed(words((i) => `plan ${i % 5}`)).kind).toBe('categorical');
    expect(typed(numbers((i) => 1 + (i % 5))).kind).toBe('ordinal');
    expect(typed(numbers(() => random.integer(0, 60))).kind).toBe('count');
    expect(typed(numbers(() => random.integer(-30, 30))).kind).toBe('continuous');
    expect(typed(numbers(() => random.normal())).kind).toBe('continuous');
  });

  it('sees an atom of zeros only where nothing is negative, and a skew that a logarithm mends', () => {
    const money = typed(numbers((i) => (i % 4 === 0 ? 0 : Math.exp(random.normal(5, 1)))));
    expect(money).toMatchObject({ kind: 'continuous', zeroAtom: true, transform: 'log1p' });
    expect(money.evidence.zeroShare).toBe(0.25);
    const change = typed(numbers((i) => (i % 4 === 0 ? 0 : random.normal())));
    expect(change).toMatchObject({ zeroAtom: false, transform: 'none' });
    expect(typed(numbers((i) => (i % 50 === 0 ? 0 : random.integer(1, 90)))).zeroAtom).toBe(false);
  });

  it('counts what is missing and takes decisions of others', () => {
    const half = typed(numbers((i) => (i % 2 ? null : random.normal())));
    expect(half.evidence).toMatchObject({ rows: 400, missingShare: 0.5 });
    const given = typeColumn(
      words((i) => ['low', 'high', 'mid'][i % 3]!),
      all,
      {
        kind: 'ordinal',
        order: ['low', 'mid', 'high'],
        weight: 0.5,
      },
    );
    expect(given).toMatchObject({ kind: 'ordinal', weight: 0.5, why: 'as decided by the caller' });
  });
});
