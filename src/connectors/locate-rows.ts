import { open } from 'node:fs/promises';
import { RAW_LENGTH } from './connector.ts';
import type { RawRecord } from './csv-records.ts';
import { recordText } from './csv-refusals.ts';
import { jsonLines } from './json-lines.ts';
import type { LoaderSession } from './loader-session.ts';
import { ORDINALS } from './settle-rows.ts';

const PAGE = 50_000;
const PLACES = 'clade_places';

/**
 * Finds the physical lines of the rows in {@link ORDINALS} in one pass over the file's records: the k-th row
 * that was loaded is the k-th record that `isRow`. Null when the file has not as many of them as were loaded.
 */
export async function locateRows(
  session: LoaderSession,
  records: AsyncIterable<readonly RawRecord[]>,
  isRow: (record: RawRecord) => boolean,
  scratchPath: string,
): Promise<string | null> {
  const out = await open(scratchPath, 'w');
  let page = await nextPage(session, -1);
  let at = 0;
  let ordinal = 0;
  try {
    for await (const batch of records) {
      const lines: string[] = [];
      for (const record of batch) {
        if (!isRow(record)) continue;
        if (page[at] === ordinal) {
          const raw = recordText(record).slice(0, RAW_LENGTH);
          lines.push(`${JSON.stringify({ ordinal, line: record.line, raw })}\n`);
          at++;
        }
        ordinal++;
        if (at === page.length && at > 0) {
          page = await nextPage(session, page[at - 1] ?? 0);
          at = 0;
        }
      }
      await out.write(lines.join(''));
    }
  } finally {
    await out.close();
  }
  if (ordinal !== (await session.count('count rows', `select count(*) from ${session.table}`))) return null;
  await session.run(
    'find lines',
    `create or replace temp table ${PLACES} as from ${jsonLines(scratchPath, { ordinal: 'BIGINT', line: 'BIGINT', raw: 'VARCHAR' })}`,
  );
  return PLACES;
}

async function nextPage(session: LoaderSession, after: number): Promise<readonly number[]> {
  const rows = await session.ask(
    'find lines',
    `select ordinal from ${ORDINALS} where ordinal > ${after} order by ordinal limit ${PAGE}`,
  );
  return rows.map((row) => Number(row['ordinal']));
}
