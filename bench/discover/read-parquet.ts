import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { FIRST_DATE } from '../../src/base/calendar-date.ts';
import { placeInBook, placesOf } from '../../src/methods/cluster/code-column.ts';
import type { CodeBook } from '../../src/numeric/cluster/code-book.ts';
import { coder, MISSING } from '../../src/numeric/cluster/code-book.ts';
import type { CodedTable } from '../../src/numeric/cluster/coded-table.ts';
import { learnCoding } from '../../src/numeric/cluster/coded-table.ts';
import type { Column } from '../../src/numeric/cluster/column.ts';
import { duckdb } from '../../src/sql/dialects/duckdb.ts';
import { column } from '../../src/sql/expression.ts';
import { printRelation } from '../../src/sql/print.ts';
import { select, table } from '../../src/sql/relation.ts';
import { DOUBLE, TEXT } from '../../src/sql/value-type.ts';
import { quoted } from '../publish/hand-written.ts';

/** Rows that decide how columns are read: as many as `learnCoding` looks at. */
const SAMPLE = 20_000;

/** A Parquet file as bytes: typed and coded by a sample of its rows, then read once, chunk by chunk. */
export async function readParquet(path: string): Promise<CodedTable> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '256MB' });
  const connection = await instance.connect();
  await connection.run(
    `create view rows as select * from read_parquet(${quoted(path)}, file_row_number = true)`,
  );
  const counted = await connection.runAndReadAll('select count(*) from rows');
  const rows = Number(counted.getRows()[0]?.[0]);
  const { books } = learnCoding(await readSample(connection, rows));
  const coded = await readCoded(connection, rows, books);
  connection.closeSync();
  instance.closeSync();
  return coded;
}

/** A few more are taken than are wanted, so that by chance they are never too few; what is too many is sorted away. */
const ROOM = 1.1;

/** Rows by the hash of their number, so that the sample is the same however many threads read. */
async function readSample(connection: DuckDBConnection, rows: number): Promise<readonly Column[]> {
  const share = Math.min(1, (ROOM * SAMPLE) / rows);
  const found = await connection.runAndReadAll(
    `select * exclude (file_row_number) from rows where hash(file_row_number) <= ${share * 2 ** 64}::double
     order by hash(file_row_number) limit ${SAMPLE}`,
  );
  const types = found.columnTypes().map(String);
  return found.getColumns().map((values, c): Column => {
    const name = found.columnName(c);
    return types[c] === 'DOUBLE'
      ? { name, type: 'numbers', values: values as (number | null)[] }
      : { name, type: 'words', values: values as (string | null)[] };
  });
}

/** Numbers are coded as they come; words come as their place among the levels, so that no text has to cross. */
async function readCoded(
  connection: DuckDBConnection,
  rows: number,
  books: readonly CodeBook[],
): Promise<CodedTable> {
  const width = books.length;
  const codes = new Uint8Array(rows * width);
  const codeOf = books.map(chunkCoder);
  const result = await connection.stream(selecting(books));
  let from = 0;
  for (let chunk = await result.fetchChunk(); chunk; chunk = await result.fetchChunk()) {
    const { rowCount } = chunk;
    if (rowCount === 0) break;
    for (let b = 0; b < width; b++) {
      const vector = chunk.getColumnVector(b);
      const code = codeOf[b]!;
      for (let row = 0, at = from * width + b; row < rowCount; row++, at += width)
        codes[at] = code(vector.getItem(row) as number | null);
    }
    from += rowCount;
  }
  return { rows, books, codes };
}

function selecting(books: readonly CodeBook[]): string {
  const values = books.map(({ name, family }) => ({ name, type: family === 'scale' ? DOUBLE : TEXT }));
  const read = books.map((book, b) => {
    const value = column(book.name, values[b]!.type);
    return { name: book.name, expression: book.family === 'scale' ? value : placeInBook(book, value) };
  });
  const rows = select(table(['rows'], values), read);
  return printRelation(rows, duckdb, { asOf: FIRST_DATE, label: 'codes', values: 'shown' }).text;
}

function chunkCoder(book: CodeBook): (value: number | null) => number {
  if (book.family === 'scale') return coder(book);
  const { missing } = placesOf(book);
  return (place) => (place === missing ? MISSING : place!);
}
