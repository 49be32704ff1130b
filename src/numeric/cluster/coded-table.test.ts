import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coder, MISSING, ZERO_ATOM } from './code-book.ts';
import type { ScaleBook } from './code-book.ts';
import { encodeTable, learnCoding, selectRows } from './coded-table.ts';
import type { Column } from './column.ts';

const scaleOf = (values: readonly (number | null)[], fineness: 'automatic' | 'bins' = 'automatic') =>
  learnCoding([{ name: 'x', type: 'numbers', values }], {
    fineness,
    overrides: { x: { kind: 'continuous' } },
  }).books[0] as ScaleBook;

describe('the coding of numbers', () => {
  it('gives few values a code each, in order, with edges midway', () => {
    const book = scaleOf([3, 1, 10, 1, null]);
    expect(book.edges).toEqual([2, 6.5]);
    expect([1, 2, 3, 6.4, 6.5, 99, -4, null].map(coder(book))).toEqual([0, 1, 1, 1, 2, 2, 0, MISSING]);
  });

  it('keeps order and spreads many values over equal bins of the scale', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        fc.uniqueArray(value, { minLength: 3, maxLength: 300 }),
        fc.array(value),
        (values, others) => {
          const code = coder(scaleOf(values, 'bins'));
          const sorted = [...others].sort((a, b) => a - b).map(code);
          expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
          expect(sorted.every((one) => one < 254)).toBe(true);
        },
      ),
    );
  });

  it('has a code of its own for an atom of zeros', () => {
    const values = Array.from({ length: 90 }, (_, i) => (i % 3 === 0 ? 0 : 10 + i * 1.5));
    const code = coder(scaleOf(values));
    expect(code(0)).toBe(ZERO_ATOM);
    expect(code(10)).toBe(0);
  });
});

describe('the coding of levels', () => {
  it('lists levels by frequency, and what it never saw is missing', () => {
    const column: Column = { name: 'plan', type: 'words', values: ['b', 'a', 'c', 'a', 'c', 'a', null] };
    const { books } = learnCoding([column]);
    expect(books[0]).toMatchObject({ family: 'categories', levels: ['a', 'c', 'b'], others: false });
    expect(['a', 'b', 'new', null].map(coder(books[0]!))).toEqual([0, 2, MISSING, MISSING]);
  });

  it('puts the rare ones of very many together', () => {
    const values = Array.from({ length: 3000 }, (_, i) => `level ${i % 300}`);
    const { books } = learnCoding([{ name: 'w', type: 'words', values }]);
    expect(books[0]).toMatchObject({ others: true });
    expect(coder(books[0]!)('never seen')).toBe(253);
  });
});

describe('encodeTable', () => {
  const columns: readonly Column[] = [
    { name: 'flag', type: 'flags', values: [true, false, null] },
    { name: 'level', type: 'words', values: ['x', 'y', 'z'] },
  ];
  const { books } = learnCoding(columns);

  it('lays cells out row by row and selects rows in any order', () => {
    const table = encodeTable(columns, books);
    expect([...table.codes.subarray(0, 2)]).toEqual([coder(books[0]!)(true), coder(books[1]!)('x')]);
    expect(selectRows(table, [2, 0]).codes.subarray(2)).toEqual(table.codes.subarray(0, 2));
  });

  it('codes an absent column as missing and refuses columns of different length', () => {
    expect([...encodeTable([columns[1]!], books).codes].filter((_, i) => i % 2 === 0)).toEqual([
      255, 255, 255,
    ]);
    expect(() => encodeTable([columns[0]!, { name: 'n', type: 'numbers', values: [1] }], books)).toThrow(
      RangeError,
    );
  });
});
