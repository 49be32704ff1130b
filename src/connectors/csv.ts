import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { hasErrors } from '../base/finding.ts';
import type { Connector, LoadResult, ReadContext, SourceFrom } from './connector.ts';
import { notRead } from './connector.ts';
import { quoted } from './conventions.ts';
import type { CsvHeader } from './csv-header.ts';
import { likelierSeparator, readCsvHeader } from './csv-header.ts';
import type { RowRule } from './csv-refusals.ts';
import { refusalOf } from './csv-refusals.ts';
import { rowRecords } from './csv-rows.ts';
import { loaderSession } from './loader-session.ts';
import { matchColumns } from './match-columns.ts';
import type { TextFile } from './read-text-file.ts';
import { NotAsItIs, readTextFile } from './read-text-file.ts';
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
const SCANS = 'clade_reject_scans';

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
    const result = await readTextFile(source, textFile(source, file.path, header, context), scratch, context);
    return { ...result, contentHash, findings: [...findings, ...result.findings] };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function textFile(
  source: SourceFrom<'csv'>,
  path: string,
  header: CsvHeader,
  context: ReadContext,
): TextFile {
  const { origin } = source;
  const session = loaderSession(source, context);
  const at = new Map(header.names.map((name, i) => [name, i]));
  const used = source.columns.map((column) => at.get(column.header) ?? 0);
  const rule: RowRule = { origin, width: header.names.length, used };
  const columns = textColumns(source, context, origin, (_, i) => `f${used[i] ?? 0}`);
  return {
    path,
    encoding: origin.encoding,
    columns,
    // DuckDB reads nothing, and says nothing, where UTF-16 has its big end first.
    direct: header.isFirstLine && origin.encoding !== 'utf-16',
    records: () => rowRecords(path, rule, context.signal),
    refusalOf: (record) => refusalOf(record, rule),
    load: async (from, state) => {
      for (const rejects of [REJECTS, SCANS])
        await session.run('forget refused rows', `drop table if exists ${rejects}`);
      const rows = typedRows(columns, readCall(from, rule, state), origin.missing, session.quote);
      await session.create('read rows', context.table, rows);
      if (state === 'mended') return [];
      if ((await session.count('count refused rows', `select count(*) from ${REJECTS}`)) > 0)
        throw new NotAsItIs();
      return [];
    },
  };
}

function readCall(path: string, { origin, width }: RowRule, state: 'as-is' | 'mended'): string {
  const names = Array.from({ length: width }, (_, i) => `f${i}: 'VARCHAR'`).join(', ');
  const shape = `delim=${quoted(origin.separator)}, quote=${quoted(origin.quote)}, escape=${quoted(origin.quote)}`;
  const rejects = `store_rejects=true, rejects_limit=0, rejects_table='${REJECTS}', rejects_scan='${SCANS}'`;
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
