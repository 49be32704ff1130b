import type { CodeBook } from './code-book.ts';
import { coder } from './code-book.ts';
import type { Column } from './column.ts';
import { cellAt, rowCount } from './column.ts';
import type { ColumnTyping, TypingOverride } from './column-typing.ts';
import { typeColumn } from './column-typing.ts';
import type { Fineness } from './make-code-book.ts';
import { makeCodeBook } from './make-code-book.ts';
import { sampleRows } from './sample-rows.ts';

/** A table of bytes, row by row: the cell of row r and book b is `codes[r * books.length + b]`. */
export interface CodedTable {
  readonly rows: number;
  readonly books: readonly CodeBook[];
  readonly codes: Uint8Array;
}

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
  const books = columns.map((column, i) => makeCodeBook(column, typings[i]!, sample, options.fineness));
  return { typings, books: books.filter((book) => book !== null) };
}

/**
 * The columns as bytes, found by the names of the books; columns without a book are passed over. A book whose column is
 * absent codes missing throughout, so that a row with fewer facts can still be placed.
 */
export function encodeTable(columns: readonly Column[], books: readonly CodeBook[]): CodedTable {
  const rows = rowCount(columns);
  const width = books.length;
  const codes = new Uint8Array(rows * width).fill(255);
  books.forEach((book, b) => {
    const column = columns.find(({ name }) => name === book.name);
    if (column === undefined) return;
    const code = coder(book);
    for (let row = 0; row < rows; row++) codes[row * width + b] = code(cellAt(column, row));
  });
  return { rows, books, codes };
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
