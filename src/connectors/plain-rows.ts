import { isUtf8 } from 'node:buffer';
import { stat } from 'node:fs/promises';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import { splitRecord } from './csv-header.ts';
import type { RawRecord } from './csv-records.ts';
import { csvRecords } from './csv-records.ts';
import { faultRefusal, recordText } from './csv-refusals.ts';
import { fileEncoding } from './survey/file-encoding.ts';
import { sniffCsv } from './survey/sniff-csv.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/** A row of a text file as it is written; `line` counts from 1. */
export interface PlainRow {
  readonly line: number;
  readonly text: string;
  readonly fields: readonly string[];
}

/** A file outside the project: every row as texts, and those that are none with the reason. */
export interface PlainFile {
  readonly separator: string;
  readonly header: PlainRow;
  readonly rows: readonly PlainRow[];
  readonly refused: readonly { readonly line: number; readonly reason: string; readonly text: string }[];
}

const QUOTE = '"';

/** Reads a whole CSV file whose separator and encoding are told from its bytes; or says why it cannot. */
export async function readPlainRows(
  path: string,
  written: string,
  signal?: AbortSignal,
): Promise<PlainFile | Finding> {
  const about = await stat(path).catch(() => null);
  if (!about?.isFile())
    return error('file-not-found', `There is no file "${written}".`, {
      hint: 'Name it from the folder of the project, or in full.',
    });
  const { encoding } = await fileEncoding(path, signal);
  const sniffed = await sniffCsv(path, encoding);
  if (!sniffed) return error('file-is-empty', `"${written}" has no line with text in it.`);
  const { separator } = sniffed;
  const shape = { separator: separator.charCodeAt(0), quote: QUOTE.charCodeAt(0), blankRows: false };
  const good: PlainRow[] = [];
  const refused: PlainFile['refused'][number][] = [];
  for await (const batch of csvRecords(utf8Chunks(path, encoding, signal), shape))
    for (const record of batch) {
      const [text, width] = [recordText(record), good[0]?.fields.length ?? null];
      const reason = reasonOf(record, width);
      if (reason !== null) refused.push({ line: record.line, reason, text });
      else good.push({ line: record.line, text, fields: splitRecord(text, { separator, quote: QUOTE }) });
    }
  const [header, ...rows] = good;
  if (!header) return error('file-is-empty', `"${written}" has no header that can be read.`);
  return { separator, header, rows, refused };
}

/** Why a record is no row of a table so wide; null where it is one. */
function reasonOf({ fault, fields, bytes, start, end }: RawRecord, width: number | null): string | null {
  if (fault) return faultRefusal(fault).reason;
  if (!isUtf8(bytes.subarray(start, end))) return 'it is not text';
  if (width === null || fields === width) return null;
  return `it has ${fields} ${fields === 1 ? 'field' : 'fields'} where the header has ${width}`;
}

/** Where a field of a row begins in its line, counted from 1; quotes are part of it. */
export function columnOfField({ text }: PlainRow, field: number, separator: string): number {
  let at = 0;
  for (let passed = 0; passed < field; passed++) {
    let isQuoted = false;
    while (at < text.length && (isQuoted || text[at] !== separator)) {
      if (text[at] === QUOTE) isQuoted = !isQuoted;
      at++;
    }
    at++;
  }
  return at + 1;
}
