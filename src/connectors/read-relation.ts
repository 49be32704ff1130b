import { error, hasErrors } from '../base/finding.ts';
import type { Source } from '../definitions/project.ts';
import type { LoadResult, ReadContext } from './connector.ts';
import { notRead } from './connector.ts';
import { loaderSession } from './loader-session.ts';
import { matchColumns } from './match-columns.ts';
import { orWords } from './or-words.ts';
import type { RelationReader } from './relation-reader.ts';
import { readOnClickhouse } from './relation-on-clickhouse.ts';
import { readOnDuckdb } from './relation-on-duckdb.ts';

const READERS: { readonly duckdb: RelationReader; readonly clickhouse: RelationReader } = {
  duckdb: readOnDuckdb,
  clickhouse: readOnClickhouse,
};

/** Types the declared columns of a table or a query inside the engine that has it. Its rows have no lines. */
export async function readRelation(source: Source, from: string, context: ReadContext): Promise<LoadResult> {
  const session = loaderSession(source, context);
  const described = await orWords(() => describe(session.ask, from, context.loader.dialect.name));
  if ('words' in described) {
    const what =
      source.origin.kind === 'table' ? `The table ${source.origin.table}` : `The query of ${source.id}`;
    return notRead([
      error('not-selectable', `${what} cannot be read: ${described.words}`, { place: source.place }),
    ]);
  }
  const types = described.result;
  const findings = matchColumns(source, [...types.keys()]);
  if (hasErrors(findings)) return notRead(findings);
  return READERS[context.loader.dialect.name](source, from, types, session, context);
}

async function describe(
  ask: ReturnType<typeof loaderSession>['ask'],
  from: string,
  engine: 'duckdb' | 'clickhouse',
): Promise<ReadonlyMap<string, string>> {
  const text = `select * from ${from}`;
  const rows = await ask('find columns', engine === 'duckdb' ? `describe ${text}` : `describe (${text})`);
  return new Map(
    rows.map((row) => [String(row['column_name'] ?? row['name']), String(row['column_type'] ?? row['type'])]),
  );
}
