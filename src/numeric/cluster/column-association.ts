import { CODES, MISSING, ZERO_ATOM } from './code-book.ts';
import type { CodedTable } from './codes.ts';

/** From this association on two columns say the same thing. */
const SAME = 0.9;
/** Levels a column has at most to be set against another's in a table. */
const MOST_LEVELS = 50;

/**
 * Columns that say the same as others, by name: those associated above 0.9, directly or through one another. Association
 * is Spearman's correlation, without its sign, of two ordered columns, and Cramer's V where one has no order.
 */
export function sayingTheSame(table: CodedTable): ReadonlyMap<string, readonly string[]> {
  const { books } = table;
  const group = books.map((_, b) => b);
  for (let one = 0; one < books.length; one++)
    for (let other = 0; other < one; other++)
      if (group[one] !== group[other] && associationOf(table, one, other) > SAME) {
        const [from, into] = [group[one]!, group[other]!];
        group.forEach((of, b) => (group[b] = of === from ? into : of));
      }
  return new Map(
    books.map(({ name }, b) => [
      name,
      books.filter((_, other) => other !== b && group[other] === group[b]).map((book) => book.name),
    ]),
  );
}

/** Association of two columns over the rows that have both, 0..1; 0 where it cannot be told. */
export function associationOf(table: CodedTable, one: number, other: number): number {
  const { rows, books, codes } = table;
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0; row < rows; row++) {
    const [a, b] = [codes[row * books.length + one]!, codes[row * books.length + other]!];
    if (a !== MISSING && b !== MISSING) pairs.push([a, b]);
  }
  const ordered = books[one]!.family === 'scale' && books[other]!.family === 'scale';
  return ordered ? Math.abs(spearman(pairs)) : cramersV(pairs);
}

type Pairs = readonly (readonly [number, number])[];

function spearman(pairs: Pairs): number {
  const [first, second] = [0, 1].map((side) => midRanks(pairs.map((pair) => pair[side]!))) as [
    Float64Array,
    Float64Array,
  ];
  const middle = (pairs.length - 1) / 2;
  let [products, squares, others] = [0, 0, 0];
  for (const [a, b] of pairs) {
    const [x, y] = [first[a]! - middle, second[b]! - middle];
    products += x * y;
    squares += x * x;
    others += y * y;
  }
  return squares === 0 || others === 0 ? 0 : products / Math.sqrt(squares * others);
}

/** The middle rank of each code, from 0; an atom of zeros is below everything else. */
function midRanks(codes: readonly number[]): Float64Array {
  const counts = new Float64Array(CODES);
  for (const code of codes) counts[code]! += 1;
  const ranks = new Float64Array(CODES);
  let below = 0;
  for (const code of [ZERO_ATOM, ...Array.from({ length: ZERO_ATOM }, (_, i) => i)]) {
    ranks[code] = below + (counts[code]! - 1) / 2;
    below += counts[code]!;
  }
  return ranks;
}

function cramersV(pairs: Pairs): number {
  const [rows, columns] = [new Map<number, number>(), new Map<number, number>()];
  const cells = new Map<number, number>();
  const add = (counts: Map<number, number>, key: number) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [a, b] of pairs) {
    add(rows, a);
    add(columns, b);
    add(cells, a * CODES + b);
  }
  const least = Math.min(rows.size, columns.size) - 1;
  if (least < 1 || Math.max(rows.size, columns.size) > MOST_LEVELS) return 0;
  let sum = 0;
  for (const [key, count] of cells)
    sum += count ** 2 / (rows.get(Math.floor(key / CODES))! * columns.get(key % CODES)!);
  return Math.sqrt(Math.max(0, sum - 1) / least);
}
