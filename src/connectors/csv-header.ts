import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { SourceFrom } from './connector.ts';
import type { RecordShape } from './csv-records.ts';
import { csvRecords } from './csv-records.ts';
import { utf8Chunks } from './utf8-chunks.ts';

export interface CsvHeader {
  readonly names: readonly string[];
  /** The first line of the file is the header and all of it, so DuckDB can be told to pass over one line. */
  readonly isFirstLine: boolean;
}

type Origin = SourceFrom<'csv'>['origin'];

const OTHER_SEPARATORS = [',', ';', '\t', '|'];
const SEPARATOR_NAMES: Readonly<Record<string, string>> = { '\t': 'tab' };

/** Reads the names of the columns, or says in findings why the file is not what its source says it is. */
export async function readCsvHeader(
  source: SourceFrom<'csv'>,
  path: string,
): Promise<CsvHeader | readonly Finding[]> {
  const wrong = refuseShape(source) ?? (await refuseBytes(source, path));
  if (wrong) return [wrong];
  const { origin, place } = source;
  for await (const batch of csvRecords(utf8Chunks(path, origin.encoding), shapeOf(origin, false))) {
    const record = batch[0];
    if (!record) continue;
    const bytes = record.bytes.subarray(record.start, record.end);
    if (!isUtf8(bytes)) return [notInEncoding(source)];
    if (record.fault)
      return [
        error('malformed-header', `The header of "${origin.path}" has a quote that is not closed`, { place }),
      ];
    const names = splitRecord(bytes.toString('utf8'), origin).map((name) => name.trim());
    return { names, isFirstLine: record.line === 1 && record.lines === 1 };
  }
  return [error('file-is-empty', `"${origin.path}" has no line with text in it`, { place })];
}

export function shapeOf(origin: Origin, blankRows: boolean): RecordShape {
  return {
    separator: origin.separator.charCodeAt(0),
    quote: origin.quote === '' ? null : origin.quote.charCodeAt(0),
    blankRows,
  };
}

/** The fields of one well-formed record. */
export function splitRecord(
  text: string,
  { separator, quote }: Pick<Origin, 'separator' | 'quote'>,
): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const open = /^ */.exec(text.slice(at))?.[0].length ?? 0;
    if (quote !== '' && text[at + open] === quote) {
      let field = '';
      at += open + 1;
      for (;;) {
        const close = text.indexOf(quote, at);
        field += text.slice(at, close < 0 ? text.length : close);
        at = close < 0 ? text.length : close + 1;
        if (close < 0 || text[at] !== quote) break;
        field += quote;
        at++;
      }
      fields.push(field);
      while (text[at] === ' ') at++;
    } else {
      const end = text.indexOf(separator, at);
      fields.push(text.slice(at, end < 0 ? text.length : end));
      at = end < 0 ? text.length : end;
    }
    if (at >= text.length) return fields;
    at++;
  }
}

/** A separator that would cut the header into more columns than the declared one, in words. */
export function likelierSeparator(names: readonly string[], separator: string): string | null {
  if (names.length !== 1) return null;
  const counts = OTHER_SEPARATORS.filter((other) => other !== separator)
    .map((other) => ({ other, parts: (names[0] ?? '').split(other).length }))
    .sort((a, b) => b.parts - a.parts);
  const best = counts[0];
  return best && best.parts > 1 ? (SEPARATOR_NAMES[best.other] ?? `"${best.other}"`) : null;
}

function refuseShape({ origin, place }: SourceFrom<'csv'>): Finding | null {
  if (!isByte(origin.separator) || /[\r\n ]/.test(origin.separator))
    return error('bad-separator', 'A separator is one ASCII character and no space', { place });
  if (origin.quote !== '' && (!isByte(origin.quote) || origin.quote === origin.separator))
    return error('bad-quote', 'A quote is one ASCII character other than the separator', { place });
  return null;
}

/** Looks at the first bytes for files that are packed, or in another encoding than declared. */
async function refuseBytes(source: SourceFrom<'csv'>, path: string): Promise<Finding | null> {
  const { origin, place } = source;
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0).finally(() => file.close());
  const head = buffer.subarray(0, bytesRead);
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x50, 0x4b, 3, 4) || starts(0x1f, 0x8b))
    return error('file-is-packed', `"${origin.path}" is not text: it is packed (zip, xlsx or gzip)`, {
      place,
      hint: 'Unpack it, or export it as CSV.',
    });
  const looksUtf16 = starts(0xff, 0xfe) || starts(0xfe, 0xff) || (!isMarkedUtf8(head) && head.includes(0));
  if (origin.encoding === 'utf-16' ? looksUtf16 : !looksUtf16) return null;
  const hint = looksUtf16 ? 'It looks like UTF-16: write `encoding: utf-16`.' : 'Write `encoding: utf-8`.';
  return error('wrong-encoding', `"${origin.path}" is not ${origin.encoding}`, { place, hint });
}

function isByte(text: string): boolean {
  return text.length === 1 && text.charCodeAt(0) < 128;
}

function isMarkedUtf8(head: Buffer): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

function notInEncoding({ origin, place }: SourceFrom<'csv'>): Finding {
  return error('wrong-encoding', `The header of "${origin.path}" is not ${origin.encoding}`, {
    place,
    hint: 'Files from spreadsheets are often `encoding: latin-1`.',
  });
}
