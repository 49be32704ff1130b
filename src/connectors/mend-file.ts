import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { RAW_LENGTH } from './connector.ts';
import type { RawRecord } from './csv-records.ts';
import type { Refusal } from './csv-refusals.ts';
import { recordText } from './csv-refusals.ts';
import type { LoaderSession } from './loader-session.ts';
import { jsonLines } from './json-lines.ts';

const LF = 10;

/** Table of the rows that were refused while a file was mended. */
export const REFUSED = 'clade_refused';

/**
 * Writes a copy of a text file that DuckDB reads without a doubt: UTF-8, no header, one line end, only whole
 * rows. What is not a row goes into the table {@link REFUSED}. Returns the path of the copy.
 */
export async function mendFile(
  session: LoaderSession,
  records: AsyncIterable<readonly RawRecord[]>,
  refusalOf: (record: RawRecord) => Refusal | null,
  scratch: string,
): Promise<string> {
  const paths = { rows: join(scratch, 'rows.txt'), refused: join(scratch, 'refused.jsonl') };
  const rows = await open(paths.rows, 'w');
  const refused = await open(paths.refused, 'w');
  try {
    for await (const batch of records) {
      const kept: RawRecord[] = [];
      const lines: string[] = [];
      for (const record of batch) {
        const refusal = refusalOf(record);
        if (!refusal) kept.push(record);
        else {
          const raw = recordText(record).slice(0, RAW_LENGTH);
          lines.push(`${JSON.stringify({ line: record.line, ...refusal, raw })}\n`);
        }
      }
      await rows.write(joined(kept));
      await refused.write(lines.join(''));
    }
  } finally {
    await Promise.all([rows.close(), refused.close()]);
  }
  const columns = { line: 'BIGINT', code: 'VARCHAR', reason: 'VARCHAR', raw: 'VARCHAR' };
  await session.run(
    'list refused rows',
    `create or replace temp table ${REFUSED} as from ${jsonLines(paths.refused, columns)}`,
  );
  return paths.rows;
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
