import { basename } from 'node:path';
import type { Finding } from '../../base/finding.ts';
import { error, hasErrors } from '../../base/finding.ts';
import type { DateOrder, SourceOrigin } from '../../definitions/project.ts';
import type { FileSurvey, FileWriting, SurveyType } from '../../drafting/survey.ts';
import { distinctIds, idOf } from '../../drafting/words.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { BOOLEAN, DATE, decimal, INTEGER, TEXT } from '../../sql/value-type.ts';
import type { ReadContext } from '../connector.ts';
import { quoted, trimmed } from '../conventions.ts';
import { readSource } from '../index.ts';
import { orWords } from '../or-words.ts';
import type { LoaderSession } from '../loader-session.ts';
import { loaderSession } from '../loader-session.ts';
import { textColumns } from '../text-columns.ts';
import { typedRows } from '../typed-rows.ts';
import { columnShapes } from './column-shapes.ts';
import type { DecidedConventions, DecidedType } from './decide-types.ts';
import { decideConventions, decideType } from './decide-types.ts';
import { fileEncoding } from './file-encoding.ts';
import { measureTable } from './measure-table.ts';
import { sniffCsv } from './sniff-csv.ts';
import { surveyedColumn, textSource } from './text-source.ts';

/** A file as it was looked at; its typed rows stand in `table` of the loader until that is closed. */
export interface SurveyedFile {
  readonly survey: FileSurvey;
  readonly table: readonly string[];
}

/** An origin with the headers of its columns. */
interface Opened {
  readonly origin: Extract<SourceOrigin, { readonly path: string }>;
  readonly headers: readonly string[];
  readonly hasWindowsBytes: boolean;
}

/**
 * Looks at a file: its writing, its columns, their types and values. All of its rows are read by the connector
 * that will read them in a run, first as texts, and then as the types that nearly all of those have.
 */
export async function surveyFile(
  path: string,
  id: string,
  order: DateOrder | null,
  context: Omit<ReadContext, 'table'>,
): Promise<SurveyedFile | readonly Finding[]> {
  const opened = await openFile(path, context);
  if (!('headers' in opened)) return [opened];
  const { origin, headers } = opened;
  const texts = ['main', `texts_${id}`];
  const source = textSource(id, origin, headers);
  const table = ['main', `typed_${id}`];
  await forget([texts, [...texts.slice(0, -1), `texts_${id}_quarantine`], table], context);
  const loaded = await readSource(source, { ...context, table: texts });
  if (hasErrors(loaded.findings) || !loaded.quarantined.table) return loaded.findings;
  const session = loaderSession(source, { ...context, table: texts });
  const shapes = await columnShapes(
    session,
    source.columns.map(({ name }) => name),
  );
  const open = decideConventions(shapes, 'separator' in origin ? origin.separator : ',');
  const decided = order ? { ...open, dateOrder: order, isOrderOpen: false } : open;
  const types = shapes.map((one) => decideType(one, decided));
  const columns = await typeTable(session, source, types, decided, { ...context, table });
  const typed = loaderSession(source, { ...context, table });
  const measured = await measureTable(typed, columns);
  const unreadable = await countUnreadable(typed, columns, decided.missing);
  await forget([texts], context);
  const survey: FileSurvey = {
    id,
    name: basename(path),
    written: writingOf(opened, decided),
    rows: measured.rows,
    malformed: loaded.quarantined.rows,
    repeats: measured.rows - measured.differentRows,
    columns: columns.map(({ name, type }, at) => ({
      ...{ name, header: headers[at] ?? name, type, scale: types[at]?.scale ?? 0 },
      unreadable: unreadable[at] ?? 0,
      ...(measured.columns[at] ?? NOTHING_MEASURED),
    })),
  };
  return { survey, table };
}

/** Tables of an earlier look, and the texts once they are typed. */
async function forget(
  tables: readonly (readonly string[])[],
  { loader }: Omit<ReadContext, 'table'>,
): Promise<void> {
  for (const name of tables) {
    const quoted = name.map((part) => loader.dialect.quoteName(part)).join('.');
    await loader.execute({ label: 'forget texts', text: `drop table if exists ${quoted}`, parameters: [] });
  }
}

const NOTHING_MEASURED = { filled: 0, distinct: 0, least: null, most: null, twentieths: [], values: [] };

async function openFile(
  path: string,
  { loader, signal }: Omit<ReadContext, 'table'>,
): Promise<Opened | Finding> {
  const ask = (text: string) => loader.query({ label: 'find columns', text, parameters: [] });
  const columnsBy = async (kind: 'parquet' | 'jsonl', text: string): Promise<Opened | Finding> => {
    const opened = await orWords(() => ask(text));
    if ('words' in opened)
      return error('not-readable', `"${basename(path)}" cannot be read: ${opened.words}`, {
        hint: 'Look whether the ending of its name says what it is.',
      });
    const headers = opened.result.map((row) => String(row['name']));
    return { origin: { kind, path }, headers, hasWindowsBytes: false };
  };
  if (/\.parquet$/i.test(path))
    return columnsBy(
      'parquet',
      `select column_name as name from (describe select * from read_parquet(${quoted(path)}))`,
    );
  if (/\.(?:jsonl|ndjson)$/i.test(path)) return columnsBy('jsonl', keysOf(path));
  const { encoding, hasWindowsBytes } = await fileEncoding(path, signal);
  const sniffed = await sniffCsv(path, encoding);
  if (!sniffed) return error('file-is-empty', `"${basename(path)}" has no line with text in it.`);
  if (sniffed.isSpaced)
    return error('spaces-between', `"${basename(path)}" has only spaces between its values, and no header.`, {
      hint: 'Write it with commas and the names of the columns in its first line.',
    });
  if (sniffed.isHeadless)
    return error('no-header', `"${basename(path)}" has no header: its first line reads like data.`, {
      hint: 'Write the names of the columns into its first line.',
    });
  const written = { separator: sniffed.separator, encoding, quote: '"' } as const;
  const origin = { kind: 'csv', path, ...written, decimalMark: '.', dateOrder: 'YMD', missing: [] } as const;
  const headers = sniffed.header.filter((name) => name !== '');
  return { origin, headers, hasWindowsBytes };
}

/** Every key of the objects of a file, in order of the alphabet. */
const keysOf = (path: string) => `
  select distinct unnest(json_keys(line)) as name
  from (select line from read_csv(${quoted(path)}, auto_detect=false, header=false, columns={line: 'VARCHAR'},
    delim='\u0001', quote='', escape='') where json_valid(line))
  order by name`;

const TYPES: Readonly<Record<SurveyType, (scale: number) => ValueType>> = {
  text: () => TEXT,
  integer: () => INTEGER,
  decimal: (scale) => decimal(38, scale),
  date: () => DATE,
  boolean: () => BOOLEAN,
};

/** The table of texts as a table of types, by the readers of a run. */
async function typeTable(
  session: LoaderSession,
  source: ReturnType<typeof textSource>,
  types: readonly DecidedType[],
  conventions: DecidedConventions,
  context: ReadContext,
) {
  const names = distinctIds(source.columns.map(({ header }) => idOf(header, 'column')));
  const columns = source.columns.map((column, at) => {
    const { type, scale } = types[at] ?? { type: 'text' as const, scale: 0 };
    return {
      name: names[at] ?? column.name,
      type,
      declared: surveyedColumn(names[at] ?? column.name, column.header, TYPES[type](scale), column.place),
      text: column.name,
    };
  });
  const declared = { ...source, columns: columns.map((one) => one.declared) };
  const readers = textColumns(declared, context, conventions, (_, at) =>
    blankless(session.quote(columns[at]?.text ?? '')),
  );
  const rows = typedRows(readers, session.table, conventions.missing, session.quote);
  await loaderSession(source, context).create('type rows', context.table, rows);
  return columns;
}

/** A text of nothing but space is no value. */
const blankless = (name: string) => `case when ${trimmed(name)} <> '' then ${name} end`;

/** Of the rows the readers looked at twice, how many texts of each column became no value. */
async function countUnreadable(
  session: LoaderSession,
  columns: readonly { readonly name: string }[],
  missing: readonly string[],
): Promise<readonly number[]> {
  const words = ["''", ...missing.map(quoted)].join(', ');
  const counts = columns.map(({ name }, at) => {
    const text = `${session.quote('#texts')}[${at + 1}]`;
    return `count_if(${session.quote(name)} is null and ${trimmed(text)} not in (${words})) as n${at}`;
  });
  const [row = {}] = await session.ask(
    'count unreadable values',
    `select ${counts.join(', ')} from ${session.table}`,
  );
  return columns.map((_, at) => Number(row[`n${at}`] ?? 0));
}

function writingOf({ origin, hasWindowsBytes }: Opened, decided: DecidedConventions): FileWriting {
  if (origin.kind !== 'csv') return { format: origin.kind };
  const { separator, encoding } = origin;
  return { format: 'csv', separator, encoding, hasWindowsBytes, ...decided };
}
