import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Finding } from '../base/finding.ts';
import { error, hasErrors, warning } from '../base/finding.ts';
import { QueryError } from '../engines/query-error.ts';
import type { Connector, LoadResult, ReadContext, SourceFrom } from './connector.ts';
import { notRead } from './connector.ts';
import { quoted } from './conventions.ts';
import type { CsvHeader } from './csv-header.ts';
import { likelierSeparator, readCsvHeader } from './csv-header.ts';
import type { RowRule } from './csv-refusals.ts';
import { refusalOf } from './csv-refusals.ts';
import type { LoaderSession } from './loader-session.ts';
import { loaderSession } from './loader-session.ts';
import { locateRows } from './locate-rows.ts';
import { matchColumns } from './match-columns.ts';
import { rowRecords } from './csv-rows.ts';
import { mendFile, REFUSED } from './mend-file.ts';
import type { Settled } from './settle-rows.ts';
import { settleRows } from './settle-rows.ts';
import { findSourceFile, hashFile } from './source-file.ts';
import { textColumns } from './text-columns.ts';
import { typedRows } from './typed-rows.ts';

export const csv: Connector<'csv'> = {
  kind: 'csv',
  title: 'CSV file',
  summary: 'Separated text with a header, in UTF-8, UTF-16 or Latin-1.',
  read: readCsv,
};

const REJECTS = 'clade_rejects';

async function readCsv(source: SourceFrom<'csv'>, context: ReadContext): Promise<LoadResult> {
  const { origin } = source;
  const file = await findSourceFile(source, origin.path, context.projectFolder);
  if ('refused' in file) return notRead([file.refused]);
  const contentHash = await hashFile(file.path, context.signal);
  const header = await readCsvHeader(source, file.path);
  if (!('names' in header)) return notRead(header, contentHash);
  const findings = matchColumns(source, header.names, separatorHint(header, source));
  if (hasErrors(findings)) return notRead(findings, contentHash);
  const scratch = await mkdtemp(join(context.scratchFolder, 'csv-'));
  try {
    const result = await readRows(source, file.path, header, scratch, context);
    return { ...result, contentHash, findings: [...findings, ...result.findings] };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * DuckDB reads the file as it is where it can. Where it refuses a row or the whole file, a mended copy is read
 * instead, and our own reading decides what a row is.
 */
async function readRows(
  source: SourceFrom<'csv'>,
  path: string,
  header: CsvHeader,
  scratch: string,
  context: ReadContext,
): Promise<Settled> {
  const { origin } = source;
  const session = loaderSession(source, context);
  const at = new Map(header.names.map((name, i) => [name, i]));
  const used = source.columns.map((column) => at.get(column.header) ?? 0);
  const rule: RowRule = { origin, width: header.names.length, used };
  const columns = textColumns(source, context, origin, (_, i) => `f${used[i] ?? 0}`);
  const load = (from: string) =>
    session.run(
      'read rows',
      `create table ${session.table} as ${typedRows(columns, from, origin.missing, session.quote)}`,
    );
  const records = () => rowRecords(path, rule, context.signal);
  const locate = () =>
    locateRows(
      session,
      records(),
      (record) => refusalOf(record, rule) === null,
      join(scratch, 'places.jsonl'),
    );

  const readable = header.isFirstLine && origin.encoding !== 'utf-16';
  if (readable && (await loadsWhole(session, () => load(readCall(path, rule, 'as-is')))))
    return settleRows(source, columns, { refused: null, locate }, context);

  const copy = await mendFile(session, records(), (record) => refusalOf(record, rule), scratch);
  try {
    await load(readCall(copy, rule, 'mended'));
  } catch (cause) {
    if (!(cause instanceof QueryError)) throw cause;
    return notRead([unreadable(source, cause)]);
  }
  const wrongTexts = await session.count(
    'count refused rows',
    `select count(*) from ${REFUSED} where code = 'invalid-text'`,
  );
  const settled = await settleRows(source, columns, { refused: REFUSED, locate }, context);
  await session.run('clean up', `drop table ${REFUSED}`);
  return wrongTexts === 0
    ? settled
    : { ...settled, findings: [...settled.findings, invalidTexts(source, wrongTexts)] };
}

/** False when DuckDB refused a row or the file; then nothing is left of the attempt. */
async function loadsWhole(session: LoaderSession, load: () => Promise<void>): Promise<boolean> {
  const forget = async () => {
    for (const table of [REJECTS, `${REJECTS}_scans`])
      await session.run('clean up', `drop table if exists ${table}`);
  };
  await forget();
  try {
    await load();
  } catch (cause) {
    if (cause instanceof QueryError) return false;
    throw cause;
  }
  const rejected = await session.count('count refused rows', `select count(*) from ${REJECTS}`);
  await forget();
  if (rejected > 0) await session.run('start again', `drop table ${session.table}`);
  return rejected === 0;
}

function readCall(path: string, { origin, width }: RowRule, state: 'as-is' | 'mended'): string {
  const names = Array.from({ length: width }, (_, i) => `f${i}: 'VARCHAR'`).join(', ');
  const shape = `delim=${quoted(origin.separator)}, quote=${quoted(origin.quote)}, escape=${quoted(origin.quote)}`;
  const rejects = `store_rejects=true, rejects_limit=0, rejects_table='${REJECTS}', rejects_scan='${REJECTS}_scans'`;
  const rest =
    state === 'mended'
      ? 'header=false'
      : `header=true, ignore_errors=true, ${rejects}, encoding=${quoted(origin.encoding)}`;
  return `read_csv(${quoted(path)}, auto_detect=false, columns={${names}}, ${shape}, ${rest})`;
}

function separatorHint(header: CsvHeader, { origin }: SourceFrom<'csv'>): string | null {
  const likelier = likelierSeparator(header.names, origin.separator);
  return (
    likelier && `The file has only one column. Its separator seems to be ${likelier}: write it under \`csv\`.`
  );
}

function unreadable({ origin, place }: SourceFrom<'csv'>, cause: QueryError): Finding {
  const words = cause.message.split('\n')[0] ?? '';
  return error('file-not-readable', `"${origin.path}" could not be read as CSV: ${words}`, { place });
}

function invalidTexts({ id, origin, place }: SourceFrom<'csv'>, rows: number): Finding {
  return warning('wrong-encoding', `${rows} rows of ${id} are not ${origin.encoding} and are quarantined`, {
    place,
    hint: 'Files from spreadsheets are often `encoding: latin-1`.',
    data: { rows },
  });
}
