import type { RawRecord } from './csv-records.ts';
import { csvRecords } from './csv-records.ts';
import { shapeOf } from './csv-header.ts';
import type { RowRule } from './csv-refusals.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/** The records of a CSV file behind its header. */
export async function* rowRecords(
  path: string,
  { origin, width }: RowRule,
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
