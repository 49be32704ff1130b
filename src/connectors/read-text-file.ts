import { join } from 'node:path';
import type { Finding } from '../base/finding.ts';
import { error, hasErrors, warning } from '../base/finding.ts';
import type { Source } from '../definitions/project.ts';
import { QueryError } from '../engines/query-error.ts';
import type { ReadContext } from './connector.ts';
import { notRead } from './connector.ts';
import type { RawRecord } from './csv-records.ts';
import type { Refusal } from './csv-refusals.ts';
import type { LoaderSession } from './loader-session.ts';
import { loaderSession } from './loader-session.ts';
import { locateRows } from './locate-rows.ts';
import { mendFile, REFUSED } from './mend-file.ts';
import { orWords } from './or-words.ts';
import type { Settled } from './settle-rows.ts';
import { settleRows } from './settle-rows.ts';
import type { TextColumn } from './typed-rows.ts';

/** A text file whose records DuckDB loads and we can find again. */
export interface TextFile {
  readonly path: string;
  readonly encoding: string;
  readonly columns: readonly TextColumn[];
  /** DuckDB may try the file as it is. */
  readonly direct: boolean;
  records(): AsyncIterable<readonly RawRecord[]>;
  /** Why a record is no row, or null. */
  refusalOf(record: RawRecord): Refusal | null;
  /** Fills the table from the file, or from its mended copy; throws {@link NotAsItIs} where a row was refused. */
  load(path: string, state: 'as-is' | 'mended'): Promise<readonly Finding[]>;
}

/** DuckDB refused a row, or sees other rows in a file than we do. */
export class NotAsItIs extends Error {}

/**
 * DuckDB reads the file as it is where it can. Where it refuses a row or the whole file, or counts other rows
 * than we do, a mended copy is read instead, and our own reading decides what a row is.
 */
export async function readTextFile(
  source: Source,
  file: TextFile,
  scratch: string,
  context: ReadContext,
): Promise<Settled> {
  const session = loaderSession(source, context);
  return (
    (file.direct ? await readAsItIs(source, file, session, scratch, context) : null) ??
    (await readMended(source, file, session, scratch, context))
  );
}

async function readAsItIs(
  source: Source,
  file: TextFile,
  session: LoaderSession,
  scratch: string,
  context: ReadContext,
): Promise<Settled | null> {
  const locate = async () => {
    const places = await placesOf(file, session, scratch);
    if (places === null) throw new NotAsItIs();
    return places;
  };
  try {
    const findings = await file.load(file.path, 'as-is');
    if (hasErrors(findings)) return notRead(findings);
    return await settleRows(source, file.columns, { refused: null, locate }, context);
  } catch (cause) {
    if (!(cause instanceof QueryError || cause instanceof NotAsItIs)) throw cause;
    await session.run('start again', `drop table if exists ${session.table}`);
    return null;
  }
}

async function readMended(
  source: Source,
  file: TextFile,
  session: LoaderSession,
  scratch: string,
  context: ReadContext,
): Promise<Settled> {
  const copy = await mendFile(session, file.records(), (record) => file.refusalOf(record), scratch);
  const loaded = await orWords(() => file.load(copy, 'mended'));
  if ('words' in loaded) return notRead([unreadable(source, loaded.words)]);
  if (hasErrors(loaded.result)) return notRead(loaded.result);
  const wrong = await session.count(
    'count refused rows',
    `select count(*) from ${REFUSED} where code = 'invalid-text'`,
  );
  const places = { refused: REFUSED, locate: () => placesOf(file, session, scratch) };
  const settled = await settleRows(source, file.columns, places, context);
  await session.run('clean up', `drop table ${REFUSED}`);
  const more = wrong > 0 ? [invalidTexts(source, file.encoding, wrong)] : [];
  return { ...settled, findings: [...settled.findings, ...more] };
}

function placesOf(file: TextFile, session: LoaderSession, scratch: string): Promise<string | null> {
  const isRow = (record: RawRecord) => file.refusalOf(record) === null;
  return locateRows(session, file.records(), isRow, join(scratch, 'places.jsonl'));
}

function unreadable({ id, place }: Source, words: string): Finding {
  return error('file-not-readable', `The file of ${id} could not be read: ${words}`, { place });
}

function invalidTexts({ id, place }: Source, encoding: string, rows: number): Finding {
  return warning('wrong-encoding', `${rows} rows of ${id} are not ${encoding} and are quarantined`, {
    place,
    hint: 'Files from spreadsheets are often `encoding: latin-1`.',
    data: { rows },
  });
}
