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

/** Why a record is no row of a file with `width` columns, or null. Empty fields too many do no harm. */
export function refusalOf(record: RawRecord, width: number, origin: OriginOf<'csv'>): Refusal | null {
  if (record.fault) return { code: 'malformed-row', reason: FAULTS[record.fault] };
  const { bytes, start, end, fields } = record;
  if (fields !== width && !(fields > width && isPadded(record, width, origin)))
    return { code: 'malformed-row', reason: `${count(fields)} where the header has ${width}` };
  if (!isUtf8(bytes.subarray(start, end)))
    return { code: 'invalid-text', reason: `the row is not ${origin.encoding}` };
  return null;
}

export function recordText({ bytes, start, end }: RawRecord): string {
  return bytes.toString('utf8', start, end);
}

function isPadded(record: RawRecord, width: number, origin: OriginOf<'csv'>): boolean {
  return splitRecord(recordText(record), origin)
    .slice(width)
    .every((field) => field === '');
}

function count(fields: number): string {
  return fields === 1 ? 'it has 1 field' : `it has ${fields} fields`;
}
