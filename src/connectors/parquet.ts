import type { Finding } from '../base/finding.ts';
import { error, hasErrors } from '../base/finding.ts';
import type { Source } from '../definitions/project.ts';
import type { Connector, FileStamp, LoadResult, ReadContext, SourceFrom } from './connector.ts';
import { notRead } from './connector.ts';
import { quoted } from './conventions.ts';
import type { LoaderSession } from './loader-session.ts';
import { loaderSession } from './loader-session.ts';
import { matchColumns } from './match-columns.ts';
import { nativeColumns } from './native-columns.ts';
import { orWords } from './or-words.ts';
import { standInPlace } from './parquet-in-place.ts';
import type { Settled } from './settle-rows.ts';
import { emptyQuarantine, ORDINALS, settleRows } from './settle-rows.ts';
import { findSourceFile, hashFile, stampFile } from './source-file.ts';
import { typedRows } from './typed-rows.ts';

export const parquet: Connector<'parquet'> = {
  kind: 'parquet',
  title: 'Parquet file',
  summary: 'A columnar file with types of its own; each is cast to the declared one.',
  read: readParquet,
};

const PLACES = 'clade_places';

async function readParquet(source: SourceFrom<'parquet'>, context: ReadContext): Promise<LoadResult> {
  const file = await findSourceFile(source, source.origin.path, context.projectFolder);
  if ('refused' in file) return notRead([file.refused]);
  const stamp = await stampFile(file.path);
  const contentHash = await hashFile(file.path, context.signal);
  const session = loaderSession(source, context);
  const from = `read_parquet(${quoted(file.path)})`;
  const opened = await orWords(() => typesOf(session, from));
  if ('words' in opened) return notRead([malformed(source, opened.words)], contentHash);
  const { columns, findings } = nativeColumns(source, context, opened.result, session.quote);
  const all = [...matchColumns(source, [...opened.result.keys()]), ...findings];
  if (hasErrors(all)) return notRead(all, contentHash);
  const checked = await orWords(() => standInPlace(source, columns, opened.result, from, session, context));
  if ('words' in checked) return notRead([malformed(source, checked.words)], contentHash);
  if (checked.result !== null)
    return { ...(await inPlace(source, checked.result, stamp, context)), contentHash };
  const rows = typedRows(columns, from, [], session.quote);
  const loaded = await orWords(() => session.create('read rows', context.table, rows));
  if ('words' in loaded) return notRead([malformed(source, loaded.words)], contentHash);
  const locate = () => locateRows(session, source, file.path);
  const settled = await settleRows(source, columns, { refused: null, locate }, context);
  return { ...settled, contentHash };
}

/** Every row of the file is good, and none was copied. */
async function inPlace(
  source: Source,
  { rows, isAsWritten }: { readonly rows: number; readonly isAsWritten: boolean },
  stamp: FileStamp | null,
  context: ReadContext,
): Promise<Settled> {
  const quarantine = await emptyQuarantine(loaderSession(source, context), context.table);
  return {
    rowsRead: rows,
    rowsLoaded: rows,
    quarantined: { rows: 0, table: quarantine, first: [] },
    inPlace: stamp && { ...stamp, isAsWritten },
    findings: [],
  };
}

async function typesOf(session: LoaderSession, from: string): Promise<ReadonlyMap<string, string>> {
  const rows = await session.ask('find columns', `describe select * from ${from}`);
  return new Map(rows.map((row) => [String(row['column_name']), String(row['column_type'])]));
}

/** Rows of a Parquet file are numbered from 1; their declared columns are shown as JSON. */
async function locateRows(
  session: LoaderSession,
  source: SourceFrom<'parquet'>,
  path: string,
): Promise<string> {
  const shown = source.columns.map(({ header }) => session.quote(header)).join(', ');
  await session.run(
    'find rows',
    `create or replace temp table ${PLACES} as
     select file_row_number as ordinal, file_row_number + 1 as line, cast(to_json(struct) as varchar) as raw
     from (select file_row_number, struct_pack(${shown}) as struct
       from read_parquet(${quoted(path)}, file_row_number=true)
       where file_row_number in (select ordinal from ${ORDINALS}))`,
  );
  return PLACES;
}

function malformed({ origin, place }: SourceFrom<'parquet'>, words: string): Finding {
  return error('malformed-parquet', `"${origin.path}" cannot be read as Parquet: ${words}`, {
    place,
    hint: 'It may be cut off: compare its size with the original, or write it again.',
  });
}
