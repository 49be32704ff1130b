import { open } from 'node:fs/promises';
import type { OriginOf } from './connector.ts';
import { RAW_LENGTH } from './connector.ts';
import type { RawRecord } from './csv-records.ts';
import { csvRecords } from './csv-records.ts';
import { shapeOf } from './csv-header.ts';
import { recordText, refusalOf } from './csv-refusals.ts';
import { utf8Chunks } from './utf8-chunks.ts';

const LF = 10;

/**
 * Writes a copy of a CSV file that DuckDB reads without a doubt: UTF-8, no header, one line end, only whole
 * rows. What is not a row goes as `{line, code, reason, raw}` into a file of JSON lines. Returns how many did.
 */
export async function mendCsv(
  path: string,
  origin: OriginOf<'csv'>,
  width: number,
  to: { readonly rows: string; readonly refused: string },
  signal?: AbortSignal,
): Promise<number> {
  const rows = await open(to.rows, 'w');
  const refused = await open(to.refused, 'w');
  let refusals = 0;
  try {
    for await (const batch of rowRecords(path, origin, width, signal)) {
      const kept: RawRecord[] = [];
      const lines: string[] = [];
      for (const record of batch) {
        const refusal = refusalOf(record, width, origin);
        if (!refusal) kept.push(record);
        else {
          const raw = recordText(record).slice(0, RAW_LENGTH);
          lines.push(`${JSON.stringify({ line: record.line, ...refusal, raw })}\n`);
        }
      }
      refusals += lines.length;
      await rows.write(joined(kept));
      await refused.write(lines.join(''));
    }
    return refusals;
  } finally {
    await Promise.all([rows.close(), refused.close()]);
  }
}

/** The records of a CSV file behind its header. */
export async function* rowRecords(
  path: string,
  origin: OriginOf<'csv'>,
  width: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly RawRecord[]> {
  let behindHeader = false;
  const chunks = utf8Chunks(path, origin.encoding, signal);
  for await (const batch of csvRecords(chunks, shapeOf(origin, width === 1))) {
    const rows = behindHeader ? batch : batch.slice(firstWithText(batch) + 1);
    behindHeader ||= firstWithText(batch) >= 0;
    if (behindHeader) yield rows;
  }
}

function firstWithText(batch: readonly RawRecord[]): number {
  return batch.findIndex((record) => record.end > record.start);
}

function joined(records: readonly RawRecord[]): Buffer {
  const size = records.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const record of records) {
    at += record.bytes.copy(bytes, at, record.start, record.end);
    bytes[at++] = LF;
  }
  return bytes;
}
