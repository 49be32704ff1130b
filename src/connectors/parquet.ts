import type { Finding } from '../base/finding.ts';
import { error, hasErrors } from '../base/finding.ts';
import { QueryError } from '../engines/query-error.ts';
import type { Connector, LoadResult, ReadContext, SourceFrom } from './connector.ts';
import { notRead } from './connector.ts';
import { quoted } from './conventions.ts';
import type { LoaderSession } from './loader-session.ts';
import { loaderSession } from './loader-session.ts';
import { matchColumns } from './match-columns.ts';
import { nativeColumns } from './native-columns.ts';
import { ORDINALS, settleRows } from './settle-rows.ts';
import { findSourceFile, hashFile } from './source-file.ts';
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
  const contentHash = await hashFile(file.path, context.signal);
  const session = loaderSession(source, context);
  const from = `read_parquet(${quoted(file.path)})`;
  try {
    const types = await typesOf(session, from);
    const { columns, findings } = nativeColumns(source, context, types, session.quote);
    const all = [...matchColumns(source, [...types.keys()]), ...findings];
    if (hasErrors(all)) return notRead(all, contentHash);
    await session.run(
      'read rows',
      `create table ${session.table} as ${typedRows(columns, from, [], session.quote)}`,
    );
    const locate = () => locateRows(session, source, file.path);
    const settled = await settleRows(source, columns, { refused: null, locate }, context);
    return { ...settled, contentHash, findings: [...all, ...settled.findings] };
  } catch (cause) {
    if (!(cause instanceof QueryError)) throw cause;
    return notRead([malformed(source, cause)], contentHash);
  }
}

/** The columns of a relation and their types as DuckDB names them. */
export async function typesOf(session: LoaderSession, from: string): Promise<ReadonlyMap<string, string>> {
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

function malformed({ origin, place }: SourceFrom<'parquet'>, cause: QueryError): Finding {
  const words = (cause.cause instanceof Error ? cause.cause.message : cause.message).split('\n')[0] ?? '';
  return error('malformed-parquet', `"${origin.path}" cannot be read as Parquet: ${words}`, {
    place,
    hint: 'It may be cut off: compare its size with the original, or write it again.',
  });
}
