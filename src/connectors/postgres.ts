import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrors } from '../base/finding.ts';
import type { Connector, LoadResult, ReadContext, SourceFrom } from './connector.ts';
import { notRead } from './connector.ts';
import { quoted } from './conventions.ts';
import { loaderSession } from './loader-session.ts';
import { matchColumns } from './match-columns.ts';
import { fromServer } from './postgres-server.ts';
import { readColumnsOnDuckdb } from './relation-on-duckdb.ts';
import { textColumns } from './text-columns.ts';
import type { TextReader } from './text-reader.ts';
import type { TextColumn } from './typed-rows.ts';

/**
 * A table or a select of a PostgreSQL server. One read-only transaction copies the declared columns out as text;
 * from there they are typed as a CSV file's are, but NULL and the empty text stay two things.
 */
export const postgres: Connector<'postgres'> = {
  kind: 'postgres',
  title: 'PostgreSQL',
  summary: 'A table or a select of a server, copied out in one read-only transaction.',
  read: readPostgres,
};

const CONVENTIONS = { decimalMark: '.', dateOrder: 'YMD' } as const;
/** What stands for NULL; a text that says the same is put between quotes. */
const NULL = '\\N';
/** A last column of ones: without it a row of one empty text would be an empty line, and no row. */
const END = '1';

async function readPostgres(source: SourceFrom<'postgres'>, context: ReadContext): Promise<LoadResult> {
  const scratch = await mkdtemp(join(context.scratchFolder, 'postgres-'));
  const path = join(scratch, 'rows.csv');
  try {
    const rows = rowsOf(source);
    const copied = await fromServer(source, context.signal, async (server) => {
      const findings = matchColumns(source, await server.columns(rows));
      if (hasErrors(findings)) return findings;
      const columns = source.columns.map(({ header }) => quotedName(header)).join(', ');
      const copy = `copy (select ${columns}, ${END} from ${rows}) to stdout (format csv, null '${NULL}', encoding 'UTF8')`;
      await server.copyOut(copy, path);
      return findings;
    });
    if (hasErrors(copied)) return notRead(copied);
    const session = loaderSession(source, context);
    const named = new Set([...source.key.map(({ name }) => name), ...(context.customerColumns ?? [])]);
    const columns = textColumns(source, context, CONVENTIONS, (_, i) => `f${i}`).map((each) =>
      each.column.type.kind === 'text' && !named.has(each.column.name) ? keepEmpty(each) : each,
    );
    return await readColumnsOnDuckdb(source, readCall(path, columns.length), columns, session, context);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The line end keeps a comment at the end of the query from reaching further. */
function rowsOf({ origin: { rows } }: SourceFrom<'postgres'>): string {
  return rows.kind === 'table'
    ? rows.table.split('.').map(quotedName).join('.')
    : `(${rows.query.trim().replace(/;$/, '')}\n) as rows`;
}

function readCall(path: string, width: number): string {
  const names = Array.from({ length: width + 1 }, (_, i) => `f${i}: 'VARCHAR'`).join(', ');
  const shape = `delim=',', quote='"', escape='"', nullstr='${NULL}', allow_quoted_nulls=false`;
  return `read_csv(${quoted(path)}, auto_detect=false, header=false, columns={${names}}, ${shape})`;
}

/** Where a server tells a missing text from an empty one, so do we; a key is never empty. */
function keepEmpty(column: TextColumn): TextColumn {
  const reader: TextReader = { ...column.reader, exact: (text) => text };
  return { ...column, reader };
}

function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
