import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CodeBook } from '../../src/numeric/cluster/code-book.ts';
import { coder, MISSING } from '../../src/numeric/cluster/code-book.ts';
import type { CodedTable } from '../../src/numeric/cluster/coded-table.ts';
import { learnCoding } from '../../src/numeric/cluster/coded-table.ts';
import type { Column } from '../../src/numeric/cluster/column.ts';
import { quoted } from '../publish/hand-written.ts';

/** Rows that decide how columns are read: as many as `learnCoding` looks at. */
const SAMPLE = 20_000;

/** A Parquet file as bytes: typed and coded by a sample of its rows, then read once, chunk by chunk. */
export async function readParquet(path: string): Promise<CodedTable> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '256MB' });
  const connection = await instance.connect();
  const { books } = learnCoding(await readSample(connection, path));
  const table = await readCoded(connection, path, books);
  connection.closeSync();
  instance.closeSync();
  return table;
}

/** Rows by the hash of their number, so that the sample is the same however many threads read. */
async function readSample(connection: DuckDBConnection, path: string): Promise<readonly Column[]> {
  const found = await connection.runAndReadAll(
    `select * exclude (file_row_number) from read_parquet(${quoted(path)}, file_row_number = true)
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

async function readCoded(
  connection: DuckDBConnection,
  path: string,
  books: readonly CodeBook[],
): Promise<CodedTable> {
  const from = `read_parquet(${quoted(path)})`;
  const counted = await connection.runAndReadAll(`select count(*) from ${from}`);
  const rows = Number(counted.getRows()[0]?.[0]);
  const codes = new Uint8Array(rows * books.length);
  const codeOf = books.map(chunkCoder);
  const result = await connection.stream(`select ${books.map(selected).join(', ')} from ${from}`);
  let at = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    codeOf.forEach((code, b) => {
      const vector = chunk!.getColumnVector(b);
      for (let row = 0; row < chunk!.rowCount; row++)
        codes[(at + row) * books.length + b] = code(vector.getItem(row) as number | null);
    });
    at += chunk.rowCount;
  }
  return { rows, books, codes };
}

/** Words come as their place among the levels, from 1, so that no text has to cross into JavaScript. */
function selected(book: CodeBook): string {
  const column = `"${book.name}"`;
  return book.family === 'scale'
    ? column
    : `list_position([${book.levels.map((level) => quoted(String(level))).join(', ')}], ${column})`;
}

function chunkCoder(book: CodeBook): (value: number | null) => number {
  if (book.family === 'scale') return coder(book);
  return (place) => (place === null ? MISSING : place - 1);
}
