import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/seeded-random.ts';
import { encodeTable, learnCoding } from './coded-table.ts';
import type { Column } from './column.ts';
import { associationOf } from './column-association.ts';

const random = seededRandom(8);
const first = Array.from({ length: 500 }, () => random.normal());
const numbers = (name: string, values: readonly number[]): Column => ({ name, type: 'numbers', values });
const columns = [
  numbers('spend', first),
  numbers(
    'spend again',
    first.map((value) => Math.exp(-value)),
  ),
  numbers(
    'half of it',
    first.map((value) => value + random.normal()),
  ),
  { name: 'plan', type: 'words', values: first.map((_, i) => `plan ${i % 3}`) } as const,
  { name: 'code of the plan', type: 'words', values: first.map((_, i) => `p${(i % 3) * 7}`) } as const,
];

describe('columns that say the same', () => {
  const { typings, books } = learnCoding(columns);

  it('share one vote, and say with whom', () => {
    expect(typings.map(({ weight }) => weight)).toEqual([0.5, 0.5, 1, 0.5, 0.5]);
    expect(books.map(({ weight }) => weight)).toEqual([0.5, 0.5, 1, 0.5, 0.5]);
    expect(typings[0]!.sameAs).toEqual(['spend again']);
    expect(typings[2]!.sameAs).toEqual([]);
  });

  it('keep the weight they are given', () => {
    const given = learnCoding(columns, {
      overrides: { plan: { weight: 1 }, 'code of the plan': { weight: 0 } },
    });
    expect(given.books.map(({ weight }) => weight)).toEqual([0.5, 0.5, 1, 1, 0]);
  });

  it('are found by rank, and by level where there is no order', () => {
    const table = encodeTable(columns, books);
    expect(associationOf(table, 0, 1)).toBeCloseTo(1, 3);
    expect(associationOf(table, 0, 2)).toBeGreaterThan(0.6);
    expect(associationOf(table, 0, 2)).toBeLessThan(0.8);
    expect(associationOf(table, 3, 4)).toBeCloseTo(1, 9);
  });
});
