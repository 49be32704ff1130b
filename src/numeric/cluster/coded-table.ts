import type { CodeBook } from './code-book.ts';
import { coder, MISSING } from './code-book.ts';
import type { CodedTable } from './codes.ts';
import { sayingTheSame } from './column-association.ts';
import type { Column } from './column.ts';
import { cellAt, rowCount } from './column.ts';
import type { ColumnTyping, TypingOverride } from './column-typing.ts';
import { typeColumn } from './column-typing.ts';
import type { Fineness } from './make-code-book.ts';
import { makeCodeBook } from './make-code-book.ts';
import { sampleRows } from './sample-rows.ts';

export type { CodedTable } from './codes.ts';

/** How each column is read and coded: what `learnCoding` decided, all of it open to be changed before encoding. */
export interface Coding {
  readonly typings: readonly ColumnTyping[];
  /** Books of the columns that are used, in the order of the columns. */
  readonly books: readonly CodeBook[];
}

export interface CodingOptions {
  /** Rows looked at to decide; 20,000 unless given. */
  readonly sample?: number;
  readonly seed?: number;
  /** Decisions taken in place of ours, by column. */
  readonly overrides?: Readonly<Record<string, TypingOverride>>;
  readonly fineness?: Fineness;
}

/** Types every column on a sample of its rows and learns its codes from the same rows. */
export function learnCoding(columns: readonly Column[], options: CodingOptions = {}): Coding {
  const sample = sampleRows(rowCount(columns), options.sample ?? 20_000, options.seed ?? 1);
  const typings = columns.map((column) => typeColumn(column, sample, options.overrides?.[column.name]));
  const books = columns
    .map((column, i) => makeCodeBook(column, typings[i]!, sample, options.fineness))
    .filter((book) => book !== null);
  const few = sample.subarray(0, ASSOCIATION_ROWS);
  const same = sayingTheSame(encodeRows(columns, books, few));
  const given = (name: string) => options.overrides?.[name]?.weight;
  const weightOf = (name: string) => given(name) ?? 1 / (1 + (same.get(name)?.length ?? 0));
  return {
    typings: typings.map((typing) => ({
      ...typing,
      weight: weightOf(typing.name),
      sameAs: same.get(typing.name) ?? [],
    })),
    books: books.map((book) => ({ ...book, weight: weightOf(book.name) })),
  };
}

/** Rows that associations between columns are counted in. */
const ASSOCIATION_ROWS = 4_000;

/**
 * The columns as bytes, found by the names of the books; columns without a book are passed over. A book whose column is
 * absent codes missing throughout, so that a row with fewer facts can still be placed.
 */
export function encodeTable(columns: readonly Column[], books: readonly CodeBook[]): CodedTable {
  return encodeRows(columns, books, { length: rowCount(columns) });
}

/** The same for some of the rows, in the order given; all of them where only a length is. */
function encodeRows(
  columns: readonly Column[],
  books: readonly CodeBook[],
  rows: ArrayLike<number>,
): CodedTable {
  const width = books.length;
  const codes = new Uint8Array(rows.length * width).fill(MISSING);
  books.forEach((book, b) => {
    const column = columns.find(({ name }) => name === book.name);
    if (column === undefined) return;
    const code = coder(book);
    for (let i = 0; i < rows.length; i++) codes[i * width + b] = code(cellAt(column, rows[i] ?? i));
  });
  return { rows: rows.length, books, codes };
}

/** The columns of ordered values alone. */
export function orderedColumns({ rows, books, codes }: CodedTable): CodedTable {
  const kept = books.flatMap(({ family }, b) => (family === 'scale' ? [b] : []));
  if (kept.length === books.length) return { rows, books, codes };
  const narrow = new Uint8Array(rows * kept.length);
  for (let row = 0; row < rows; row++)
    kept.forEach((b, c) => (narrow[row * kept.length + c] = codes[row * books.length + b]!));
  return { rows, books: kept.map((b) => books[b]!), codes: narrow };
}

/** The given rows of a table, in the given order. */
export function selectRows({ books, codes }: CodedTable, rows: ArrayLike<number>): CodedTable {
  const width = books.length;
  const chosen = new Uint8Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    chosen.set(codes.subarray(row * width, (row + 1) * width), i * width);
  }
  return { rows: rows.length, books, codes: chosen };
}
