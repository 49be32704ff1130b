import { hasErrors } from '../base/finding.ts';
import type { Source } from '../definitions/project.ts';
import type { LoadResult, ReadContext } from './connector.ts';
import { notRead } from './connector.ts';
import type { LoaderSession } from './loader-session.ts';
import { nativeColumns } from './native-columns.ts';
import type { RelationReader } from './relation-reader.ts';
import { ORDINALS, settleRows } from './settle-rows.ts';
import type { TextColumn } from './typed-rows.ts';
import { TEXTS, typedRows } from './typed-rows.ts';

const PLACES = 'clade_places';

/** The same cast and the same second look as a Parquet file gets. */
export const readOnDuckdb: RelationReader = async (source, from, types, session, context) => {
  const { columns, findings } = nativeColumns(source, context, types, session.quote);
  if (hasErrors(findings)) return notRead(findings);
  return readColumnsOnDuckdb(source, from, columns, session, context);
};

/** Rows whose columns are known to be readable; they have no lines. */
export async function readColumnsOnDuckdb(
  source: Source,
  from: string,
  columns: readonly TextColumn[],
  session: LoaderSession,
  context: ReadContext,
): Promise<LoadResult> {
  await session.create('read rows', context.table, typedRows(columns, from, [], session.quote));
  const locate = async () => {
    const values = source.columns.map(({ name }) => `cast(${session.quote(name)} as varchar)`).join(', ');
    const base = `(select min(rowid) from ${session.table})`;
    await session.run(
      'show rows',
      `create or replace temp table ${PLACES} as
       select rowid - ${base} as ordinal, cast(null as bigint) as line,
         cast(to_json(coalesce(${session.quote(TEXTS)}, [${values}])) as varchar) as raw
       from ${session.table} where rowid - ${base} in (select ordinal from ${ORDINALS})`,
    );
    return PLACES;
  };
  const settled = await settleRows(source, columns, { refused: null, locate }, context);
  return { ...settled, contentHash: null };
}
