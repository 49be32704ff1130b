import { isUtf8 } from 'node:buffer';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../base/finding.ts';
import { BOOLEAN } from '../sql/value-type.ts';
import type { Connector, LoadResult, ReadContext, SourceFrom } from './connector.ts';
import { notRead } from './connector.ts';
import { quoted } from './conventions.ts';
import type { RawRecord } from './csv-records.ts';
import { csvRecords } from './csv-records.ts';
import type { Refusal } from './csv-refusals.ts';
import { faultRefusal } from './csv-refusals.ts';
import type { LoaderSession } from './loader-session.ts';
import { loaderSession } from './loader-session.ts';
import { matchColumns } from './match-columns.ts';
import type { TextFile } from './read-text-file.ts';
import { readTextFile } from './read-text-file.ts';
import { findSourceFile, hashFile } from './source-file.ts';
import { textColumns } from './text-columns.ts';
import type { TextReader } from './text-reader.ts';
import type { TextColumn } from './typed-rows.ts';
import { typedRows } from './typed-rows.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/**
 * JSON lines: one object a line, columns are its keys. Integers keep all their digits; a number with a fraction
 * is a double to JSON, so an exact amount of more than 15 digits has to be written as text.
 */
export const jsonl: Connector<'jsonl'> = {
  kind: 'jsonl',
  title: 'JSON lines',
  summary: 'One JSON object a line, in UTF-8; columns are its keys.',
  read: readJsonl,
};

/** No JSON line may hold it, so a line is one field. */
const NEVER = '\u0001';
const SHAPE = { separator: NEVER.charCodeAt(0), quote: null, blankRows: false };
const CONVENTIONS = { decimalMark: '.', dateOrder: 'YMD' } as const;
const LOOKED_AT = 1000;

async function readJsonl(source: SourceFrom<'jsonl'>, context: ReadContext): Promise<LoadResult> {
  const file = await findSourceFile(source, source.origin.path, context.projectFolder);
  if ('refused' in file) return notRead([file.refused]);
  const contentHash = await hashFile(file.path, context.signal);
  const scratch = await mkdtemp(join(context.scratchFolder, 'jsonl-'));
  try {
    return {
      ...(await readTextFile(source, textFile(source, file.path, context), scratch, context)),
      contentHash,
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function textFile(source: SourceFrom<'jsonl'>, path: string, context: ReadContext): TextFile {
  const session = loaderSession(source, context);
  const paths = source.columns.map(({ header }) => quoted(pointerTo(header))).join(', ');
  const fields = textColumns(source, context, CONVENTIONS, (_, i) => `fields[${i + 1}]`);
  const columns = [wholeLine, ...fields.map(keepNested)];
  return {
    path,
    encoding: 'utf-8',
    columns,
    direct: true,
    records: () => csvRecords(utf8Chunks(path, 'utf-8', context.signal), SHAPE),
    refusalOf,
    load: async (from) => {
      const missing = await missingKeys(session, source, lines(from));
      if (missing.length > 0) return missing;
      const rows = `(select line, doc, json_extract_string(doc, [${paths}]) as fields from ${documents(lines(from))})`;
      await session.create('read rows', context.table, typedRows(columns, rows, [], session.quote));
      return [];
    },
  };
}

/** Lines as DuckDB reads them; it refuses the file when a line end or a byte is not what it expects. */
function lines(path: string): string {
  return `read_csv(${quoted(path)}, auto_detect=false, header=false, columns={line: 'VARCHAR'}, delim='${NEVER}', quote='', escape='')`;
}

function documents(from: string): string {
  return `(select line, case when json_valid(line) and ltrim(line)[1] = '{' then line end as doc
    from ${from} where trim(line, ' \t') <> '')`;
}

function refusalOf(record: RawRecord): Refusal | null {
  if (record.fault) return faultRefusal(record.fault);
  if (record.fields > 1) return { code: 'malformed-json', reason: 'the line holds a control character' };
  const valid = isUtf8(record.bytes.subarray(record.start, record.end));
  return valid ? null : { code: 'invalid-text', reason: 'the line is not utf-8' };
}

/** Declared columns that are a key of no line. The first lines nearly always have them all. */
async function missingKeys(
  session: LoaderSession,
  source: SourceFrom<'jsonl'>,
  from: string,
): Promise<readonly Finding[]> {
  const rows = await session.ask(
    'find keys',
    `select distinct unnest(json_keys(doc)) as key from (select doc from ${documents(from)} where doc is not null limit ${LOOKED_AT})`,
  );
  const found = rows.map((row) => String(row['key']));
  const doubtful = source.columns.filter(({ header }) => !found.includes(header));
  if (doubtful.length === 0 || found.length === 0) return [];
  const exists = doubtful.map(
    ({ header }, i) => `coalesce(bool_or(json_exists(doc, ${quoted(pointerTo(header))})), false) as k${i}`,
  );
  const [seen = {}] = await session.ask('find keys', `select ${exists.join(', ')} from ${documents(from)}`);
  const later = doubtful.filter((_, i) => seen[`k${i}`] === true).map(({ header }) => header);
  return matchColumns(source, [...found, ...later]);
}

/** RFC 6901. */
function pointerTo(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Stands for the line itself, so that one that is no object is a bad row like any other. */
const wholeLine: TextColumn = {
  column: {
    name: '#line',
    header: '#line',
    type: BOOLEAN,
    required: true,
    place: { path: '', line: 1, column: 1, length: 0 },
  },
  text: "case when doc is null then line else '{' end",
  reader: {
    cast: (text) => text,
    exact: (text) => `case when ${text} = '{' then true end`,
    patient: () => 'null',
    code: () => `'malformed-json'`,
    loss: null,
  },
  required: true,
};

/** A list or an object in a text column stays, as JSON text, and is counted. */
function keepNested(column: TextColumn): TextColumn {
  if (column.column.type.kind !== 'text') return column;
  const { reader } = column;
  const nested = (text: string) => `(starts_with(${text}, '{') or starts_with(${text}, '['))`;
  const keeping: TextReader = {
    ...reader,
    exact: (text, cast) => `case when not ${nested(text)} then ${reader.exact(text, cast)} end`,
    patient: (text) => reader.exact(text, text),
    loss: {
      code: 'nested-value',
      what: 'are lists or objects and are kept as JSON text',
      lost: (text) => `${nested(text)} and json_valid(${text})`,
    },
  };
  return { ...column, reader: keeping };
}
