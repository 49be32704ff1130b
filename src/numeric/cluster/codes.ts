import type { CodeBook } from './code-book.ts';

/** A table of bytes, row by row: the cell of row r and book b is `codes[r * books.length + b]`. */
export interface CodedTable {
  readonly rows: number;
  readonly books: readonly CodeBook[];
  readonly codes: Uint8Array;
}
