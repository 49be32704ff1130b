import { csvRecords } from '../csv-records.ts';
import { splitRecord } from '../csv-header.ts';
import type { Encoding } from '../utf8-chunks.ts';
import { utf8Chunks } from '../utf8-chunks.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
const QUOTE = '"';
const LOOKED_AT = 500;

/** The first records of a text file, cut by the separator that cuts them most evenly. */
export interface SniffedCsv {
  readonly separator: string;
  readonly header: readonly string[];
  /** The first line reads like data: there is no header. */
  readonly isHeadless: boolean;
  /** Nothing but spaces stands between values. */
  readonly isSpaced: boolean;
}

/** Null for a file without a line of text. */
export async function sniffCsv(path: string, encoding: Encoding): Promise<SniffedCsv | null> {
  const lines = await Promise.all(SEPARATORS.map((separator) => firstRecords(path, encoding, separator)));
  const cut = SEPARATORS.map((separator, at) => ({ separator, ...evenness(lines[at] ?? []) }));
  const best = cut.toSorted((a, b) => b.even - a.even || b.fields - a.fields)[0];
  const separator = best && best.fields > 1 ? best.separator : ',';
  const first = lines[SEPARATORS.indexOf(separator)]?.[0];
  if (!first) return null;
  const header = first.map((name) => name.trim());
  const words = header[0]?.split(/\s+/) ?? [];
  const isSpaced = header.length === 1 && words.length > 2 && words.some((word) => /\d/.test(word));
  return { separator, header, isHeadless: readsLikeData(header), isSpaced };
}

async function firstRecords(path: string, encoding: Encoding, separator: string): Promise<string[][]> {
  const shape = { separator: separator.charCodeAt(0), quote: QUOTE.charCodeAt(0), blankRows: false };
  const found: string[][] = [];
  for await (const batch of csvRecords(utf8Chunks(path, encoding), shape)) {
    for (const { bytes, start, end, fault } of batch.slice(0, LOOKED_AT))
      if (!fault)
        found.push(splitRecord(bytes.subarray(start, end).toString('utf8'), { separator, quote: QUOTE }));
    if (found.length > 0) break;
  }
  return found;
}

/** The share of records as wide as the first; nothing for a separator that cuts nothing. */
function evenness(records: readonly (readonly string[])[]): {
  readonly even: number;
  readonly fields: number;
} {
  const fields = records[0]?.length ?? 0;
  const alike = records.filter((record) => record.length === fields).length;
  return { fields, even: fields > 1 ? alike / records.length : 0 };
}

/** Headers are names: with letters, different, and none of them a number or a day. */
function readsLikeData(header: readonly string[]): boolean {
  const isValue = (text: string) =>
    /^[-+]?[\d.,]+$/.test(text) || /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(text);
  const isNameless = !header.some((name) => /\p{L}/u.test(name));
  return (
    isNameless || header.some(isValue) || new Set(header).size < header.filter((name) => name !== '').length
  );
}
