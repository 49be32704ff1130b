/** How a file's bytes are cut into records; `null` for a quote means that nothing is quoted. */
export interface RecordShape {
  readonly separator: number;
  readonly quote: number | null;
  /** A line without a character is a row: so it is where rows have one column only. */
  readonly blankRows: boolean;
}

export type RecordFault = 'unclosed-quote' | 'text-after-quote' | 'too-long';

/** A record of a file: bytes `start` to `end` of `bytes`, without its line end. Valid until the next batch. */
export interface RawRecord {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** The physical line it begins on, from 1, and how many it spans. */
  readonly line: number;
  readonly lines: number;
  readonly fields: number;
  readonly fault: RecordFault | null;
}

/** What DuckDB takes as one line at most, by its default. */
export const MOST_RECORD_BYTES = 2_000_000;

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

type Scanned = Pick<RawRecord, 'end' | 'lines' | 'fields' | 'fault'> & { readonly next: number };

/**
 * Cuts UTF-8 bytes into records, a batch for each chunk. A quote that is never closed, or closed in the middle
 * of a text, costs its own line only: reading goes on with the next physical line.
 */
export async function* csvRecords(
  chunks: AsyncIterable<Buffer>,
  shape: RecordShape,
): AsyncGenerator<readonly RawRecord[]> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let skipping = false;

  const cut = (bytes: Buffer, last: boolean): readonly RawRecord[] => {
    const records: RawRecord[] = [];
    let start = 0;
    if (skipping) {
      const end = lineEnd(bytes, 0);
      if (end < 0 && !last) return records;
      start = end < 0 ? bytes.length : afterLineEnd(bytes, end);
      skipping = false;
      line++;
    }
    while (start < bytes.length) {
      const scanned = scanRecord(bytes, start, last, shape);
      if (!scanned) break;
      const { next, ...found } = scanned;
      if (shape.blankRows || found.fault || !isBlank(bytes, start, found.end, shape))
        records.push({ bytes, start, line, ...found });
      line += found.lines;
      start = next;
    }
    rest = bytes.subarray(start);
    if (!last && rest.length > MOST_RECORD_BYTES) {
      records.push({ bytes, start, end: bytes.length, line, lines: 1, fields: 1, fault: 'too-long' });
      rest = Buffer.alloc(0);
      skipping = true;
    }
    return records;
  };

  for await (const chunk of chunks) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    rest = Buffer.alloc(0);
    yield cut(bytes, false);
  }
  yield cut(rest, true);
}

/** The record that begins at `start`, or null when more bytes are needed to tell where it ends. */
function scanRecord(bytes: Buffer, start: number, last: boolean, shape: RecordShape): Scanned | null {
  const { separator, quote } = shape;
  const length = bytes.length;
  let at = start;
  let fields = 1;
  let lines = 1;
  for (;;) {
    const open = quote === null ? -1 : quoteAfterSpaces(bytes, at, quote);
    if (open >= 0) {
      at = open + 1;
      for (;;) {
        if (at >= length) return unclosed(bytes, start, last);
        const byte = bytes[at];
        if (byte === quote) {
          if (bytes[at + 1] !== quote) break;
          at++;
        } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) lines++;
        at++;
      }
      at++;
      while (bytes[at] === SPACE) at++;
      const byte = bytes[at];
      if (at < length && byte !== separator && byte !== LF && byte !== CR)
        return firstLine(bytes, start, last, 'text-after-quote');
    } else {
      while (at < length) {
        const byte = bytes[at];
        if (byte === separator || byte === LF || byte === CR) break;
        at++;
      }
    }
    if (at >= length && !last) return null;
    if (at < length && bytes[at] === separator) {
      fields++;
      at++;
      continue;
    }
    if (at - start > MOST_RECORD_BYTES)
      return { end: at, next: afterLineEnd(bytes, at), lines, fields, fault: 'too-long' };
    if (bytes[at] === CR && at + 1 >= length && !last) return null;
    return { end: at, next: afterLineEnd(bytes, at), lines, fields, fault: null };
  }
}

function quoteAfterSpaces(bytes: Buffer, from: number, quote: number): number {
  let at = from;
  while (bytes[at] === SPACE) at++;
  return bytes[at] === quote ? at : -1;
}

/** A quote is open where the bytes end: wait for more, until there are too many of them. */
function unclosed(bytes: Buffer, start: number, last: boolean): Scanned | null {
  if (!last && bytes.length - start <= MOST_RECORD_BYTES) return null;
  return firstLine(bytes, start, last, 'unclosed-quote');
}

function firstLine(bytes: Buffer, start: number, last: boolean, fault: RecordFault): Scanned | null {
  const end = lineEnd(bytes, start);
  if (end < 0) return last ? { end: bytes.length, next: bytes.length, lines: 1, fields: 1, fault } : null;
  return { end, next: afterLineEnd(bytes, end), lines: 1, fields: 1, fault };
}

function lineEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) if (bytes[at] === LF || bytes[at] === CR) return at;
  return -1;
}

function afterLineEnd(bytes: Buffer, at: number): number {
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : Math.min(at + 1, bytes.length);
}

function isBlank(bytes: Buffer, start: number, end: number, { separator }: RecordShape): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === separator || (byte !== SPACE && byte !== TAB)) return false;
  }
  return true;
}
