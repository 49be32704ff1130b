import { isUtf8 } from 'node:buffer';
import type { QuarantineCode } from './connector.ts';
import type { RawRecord, RecordFault } from './csv-records.ts';
import { MOST_RECORD_BYTES } from './csv-records.ts';
import { splitRecord } from './csv-header.ts';
import type { OriginOf } from './connector.ts';

export interface Refusal {
  readonly code: QuarantineCode;
  readonly reason: string;
}

const FAULTS: Readonly<Record<RecordFault, string>> = {
  'unclosed-quote': 'a quote is opened and never closed',
  'text-after-quote': 'text follows a closing quote',
  'too-long': `the row is longer than ${MOST_RECORD_BYTES} bytes`,
};

/** What the rows of one file must be like. */
export interface RowRule {
  readonly origin: OriginOf<'csv'>;
  /** Fields of the header. */
  readonly width: number;
  /** Fields that declared columns are read from: only their bytes must be text. */
  readonly used: readonly number[];
}

/** Why a record is no row, or null. Empty fields too many do no harm. */
export function refusalOf(record: RawRecord, rule: RowRule): Refusal | null {
  const { width, origin } = rule;
  if (record.fault) return faultRefusal(record.fault);
  const { bytes, start, end, fields } = record;
  if (fields !== width && !(fields > width && isPadded(record, rule)))
    return { code: 'malformed-row', reason: `${count(fields)} where the header has ${width}` };
  if (!isUtf8(bytes.subarray(start, end)) && !usedFieldsAreText(record, rule))
    return { code: 'invalid-text', reason: `the row is not ${origin.encoding}` };
  return null;
}

export function faultRefusal(fault: RecordFault): Refusal {
  return { code: 'malformed-row', reason: FAULTS[fault] };
}

export function recordText({ bytes, start, end }: RawRecord): string {
  return bytes.toString('utf8', start, end);
}

function isPadded(record: RawRecord, { width, origin }: RowRule): boolean {
  return fieldsOf(record, origin)
    .slice(width)
    .every((field) => field === '');
}

function usedFieldsAreText(record: RawRecord, { used, origin }: RowRule): boolean {
  const fields = fieldsOf(record, origin);
  return used.every((at) => isUtf8(Buffer.from(fields[at] ?? '', 'latin1')));
}

/** Each byte as one character, which keeps bytes that are no text and leaves separators where they are. */
function fieldsOf({ bytes, start, end }: RawRecord, origin: OriginOf<'csv'>): readonly string[] {
  return splitRecord(bytes.toString('latin1', start, end), origin);
}

function count(fields: number): string {
  return fields === 1 ? 'it has 1 field' : `it has ${fields} fields`;
}
