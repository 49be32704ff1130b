import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/seeded-random.ts';
import { MISSING, ZERO_ATOM } from './code-book.ts';
import { coarsenTable } from './coarsen-table.ts';
import { encodeTable, learnCoding } from './coded-table.ts';
import type { Column } from './column.ts';
import { fitMixture, MIXTURE_DEFAULTS } from './fit-mixture.ts';
import { plainKernel } from './plain-kernel.ts';

const random = seededRandom(3);
const numbers = (name: string, draw: () => number | null): Column => ({
  name,
  type: 'numbers',
  values: Array.from({ length: 4000 }, draw),
});
const columns = [
  numbers('fine', () => (random.next() < 0.1 ? null : random.normal(3, 2))),
  numbers('zeros apart', () => (random.next() < 0.3 ? 0 : Math.exp(random.normal(2)))),
  numbers('few', () => random.integer(1, 8)),
];
const fine = encodeTable(columns, learnCoding(columns).books);
const coarse = coarsenTable(fine);
const cell = (codes: Uint8Array, row: number, b: number) => codes[row * 3 + b]!;

describe('a coarser table', () => {
  it('has the same order, zeros and missing values, in a third of the codes or less', () => {
    for (const b of [0, 1, 2]) {
      const pairs = new Map<number, number>();
      for (let row = 0; row < 4000; row++) pairs.set(cell(fine.codes, row, b), cell(coarse.codes, row, b));
      for (const special of [MISSING, ZERO_ATOM])
        if (pairs.has(special)) expect(pairs.get(special)).toBe(special);
      const codes = [...pairs].filter(([code]) => code < ZERO_ATOM).toSorted(([a], [c]) => a - c);
      expect(codes.map(([, code]) => code)).toEqual(codes.map(([, code]) => code).toSorted((a, c) => a - c));
    }
    const counts = coarse.books.map((book) => (book.family === 'scale' ? book.centres.length : 0));
    expect(Math.max(...counts)).toBeLessThan(254 / 2.5);
  });

  it('leaves columns of few values alone', () => {
    expect(coarse.books[2]).toEqual(fine.books[2]);
    for (let row = 0; row < 4000; row++) expect(cell(coarse.codes, row, 2)).toBe(cell(fine.codes, row, 2));
  });

  it('has edges that codes lie between', () => {
    const book = coarse.books[0]!;
    if (book.family !== 'scale') throw new TypeError('a scale');
    expect(book.edges).toHaveLength(book.centres.length - 1);
    book.edges.forEach((edge, i) => {
      expect(edge).toBeGreaterThan(book.centres[i]!);
      expect(edge).toBeLessThan(book.centres[i + 1]!);
    });
  });

  it('teaches the same normal', () => {
    const learn = (table: typeof fine) => {
      const [column] = fitMixture(table, 1, plainKernel, MIXTURE_DEFAULTS).parameters.columns;
      if (column?.family !== 'scale') throw new TypeError('a scale');
      return [column.means[0]!, column.deviations[0]!];
    };
    const [one, other] = [learn(fine), learn(coarse)];
    expect(Math.abs(one[0]! - other[0]!)).toBeLessThan(0.01);
    expect(Math.abs(one[1]! - other[1]!)).toBeLessThan(0.01);
  });
});
