import * as z from 'zod';
import { parseCalendarDate } from '../../base/calendar-date.ts';
import { error } from '../../base/finding.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { DEFAULT_PRECISION, DEFAULT_SCALE, decimal, formatType } from '../../sql/value-type.ts';
import { definitionHash } from '../definition-hash.ts';
import { eventTimesShape, resolveEventTimes } from '../event-times.ts';
import { headOf } from '../head.ts';
import { qualityList } from '../quality/index.ts';
import type { Definition } from '../kind.ts';
import { defineKind, headShape, id } from '../kind.ts';
import { Names } from '../names.ts';
import type { Report } from '../names.ts';
import type { Source, SourceColumn, SourceOrigin, Versions } from '../project.ts';
import { checkTimeZone } from './project.ts';

const typeName = z.enum(['boolean', 'integer', 'decimal', 'double', 'text', 'date', 'timestamp']);

const column = z.union([
  typeName,
  z.strictObject({
    type: typeName.describe('How its values are read.'),
    precision: z.int().min(1).max(38).optional().describe('Digits of a decimal; 18 unless given.'),
    scale: z.int().min(0).max(38).optional().describe('Digits after the point of a decimal; 6 unless given.'),
    header: z.string().min(1).optional().describe("The column's header in the file; the name unless given."),
    required: z.boolean().optional().describe('A row without it is quarantined; false unless given.'),
  }),
]);

export type ColumnData = z.infer<typeof column>;

const csv = z.strictObject({
  separator: z.string().length(1).optional().describe('Between values; a comma, or a tab for .tsv.'),
  encoding: z.enum(['utf-8', 'utf-16', 'latin-1']).optional().describe('utf-8 unless given.'),
  quote: z.string().length(1).optional().describe('Around values; a double quote unless given.'),
  decimalMark: z.enum(['.', ',']).optional().describe('A point unless given.'),
  dateOrder: z.enum(['YMD', 'DMY', 'MDY']).optional().describe('How dates are written; YMD unless given.'),
  missing: z.array(z.string()).optional().describe('Texts read as missing, besides the empty one.'),
});

const tableName = z.string().regex(/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,2}$/);

const postgres = z.strictObject({
  connection: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/)
    .describe('The environment variable that holds the URL, such as CLADE_PG_URL; never the URL itself.'),
  table: tableName.optional().describe('A table or view, as schema.name.'),
  query: z.string().min(1).optional().describe('A select, in the words of PostgreSQL.'),
});

const schema = z.strictObject({
  kind: z.literal('source'),
  id,
  ...headShape,
  file: z.string().min(1).optional().describe('Path of a file inside the project.'),
  table: tableName.optional().describe('A table the engine already has, as schema.name.'),
  query: z
    .strictObject({ duckdb: z.string().min(1).optional(), clickhouse: z.string().min(1).optional() })
    .optional()
    .describe("A select in the engine's own words, per engine."),
  postgres: postgres.optional().describe('A table or a select of a PostgreSQL server.'),
  format: z
    .enum(['csv', 'parquet', 'jsonl'])
    .optional()
    .describe("The file's; from its ending unless given."),
  csv: csv.optional().describe('How a CSV file is written.'),
  key: z
    .union([id, z.array(id).min(1)])
    .optional()
    .describe('The column or columns that tell rows apart.'),
  asOf: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .describe('The day the data stands for, where it has no dates of its own.'),
  population: z
    .enum(['every', 'seen'])
    .optional()
    .describe(
      'every: no row means none (zero); seen: no row means not tracked (missing). seen unless given.',
    ),
  timeZone: z
    .string()
    .optional()
    .describe("The zone of timestamps that name none; the project's unless given."),
  validFrom: id
    .optional()
    .describe('A date: the first day a row is true, where a key has a row for each of its versions.'),
  validTo: id.optional().describe('With validFrom: the day a row is true no more; missing means still true.'),
  ...eventTimesShape,
  quality: qualityList.optional(),
  columns: z.record(id, column).describe('The columns that are used, by name; others are left alone.'),
});

export type SourceData = z.infer<typeof schema>;

export const source = defineKind({
  id: 'source',
  title: 'Source',
  summary: 'A file, table or query the project reads.',
  schema,
});

/** A source with its columns by name; columns with findings of their own are known and broken. */
export interface SourceFrame {
  readonly source: Source;
  readonly columns: Names<SourceColumn>;
}

/** `timeZone` is the project's. Null when its rows could not be told apart or found; the findings say why. */
export function resolveSource(
  definition: Definition<SourceData>,
  timeZone: string,
  report: Report,
): SourceFrame | null {
  const { data, positions, lost } = definition;
  const columns = new Names<SourceColumn>(`column in the source \`${data.id}\` named`);
  for (const [part, name] of lost) if (part === 'columns') columns.set(String(name), null);
  for (const [name, written] of Object.entries(data.columns))
    columns.set(name, resolveColumn(name, written, definition, report));
  const origin = resolveOrigin(definition, report);
  const key = [data.key ?? []].flat();
  const keyColumns = key.map((name, index) =>
    columns.follow(name, positions.placeOf(Array.isArray(data.key) ? ['key', index] : ['key']), report),
  );
  const asOf = data.asOf === undefined ? null : parseCalendarDate(data.asOf);
  if (data.asOf !== undefined && asOf === null)
    report(
      error('not-a-date', `\`${data.asOf}\` is not a day between 1900 and 2299.`, {
        place: positions.placeOf(['asOf']),
      }),
    );
  if (data.timeZone !== undefined) checkTimeZone(data.timeZone, positions.placeOf(['timeZone']), report);
  const versions = resolveVersions(definition, columns, keyColumns, report);
  const identity = keyColumns.filter((column) => column !== null);
  const events = resolveEventTimes(definition, columns, identity, report);
  if (!origin || keyColumns.includes(null) || versions === 'broken' || events === 'broken') return null;
  const known = identity.length > 0 ? (events?.knownFrom ?? null) : null;
  const source: Source = {
    ...headOf(definition, definitionHash({ ...data, timeZone: data.timeZone ?? timeZone })),
    origin,
    columns: columns.values(),
    key: [...identity, ...(versions ? [versions.from] : []), ...(known ? [known] : [])],
    asOf,
    population: data.population ?? 'seen',
    timeZone: data.timeZone ?? timeZone,
    versions,
    events,
  };
  return { source, columns };
}

/**
 * A source as the definitions that read some of its columns depend on it: other columns may come and go. Where the data
 * lies, which day it stands for and which days it covers is said of the data: next month's file defines nothing anew.
 */
export function sourceUseHash(source: Source, columns: readonly SourceColumn[]): string {
  const { population, timeZone, key, versions, events } = source;
  const origin = 'path' in source.origin ? { ...source.origin, path: null } : source.origin;
  const times = events ? [events.date, ...(events.knownFrom ? [events.knownFrom] : [])] : [];
  const used = new Map(
    [...key, ...(versions ? [versions.to] : []), ...times, ...columns].map(
      ({ name, header, type, required }) => [name, { header, type, required }],
    ),
  );
  return definitionHash({
    id: source.id,
    origin,
    population,
    timeZone,
    ...(versions ? { validFrom: versions.from.name, validTo: versions.to.name } : {}),
    ...(events ? { date: events.date.name, knownFrom: events.knownFrom?.name } : {}),
    columns: Object.fromEntries(used),
  });
}

/** Null where rows have no versions. */
function resolveVersions(
  { data, positions }: Definition<SourceData>,
  columns: Names<SourceColumn>,
  key: readonly (SourceColumn | null)[],
  report: Report,
): Versions | null | 'broken' {
  const { validFrom, validTo } = data;
  if (validFrom === undefined && validTo === undefined) return null;
  const refuse = (path: 'validFrom' | 'validTo', message: string, hint: string) => {
    report(error('source-versions', message, { place: positions.placeOf([path]), hint }));
    return 'broken' as const;
  };
  const written = validFrom === undefined ? 'validTo' : 'validFrom';
  if (validFrom === undefined || validTo === undefined)
    return refuse(written, '`validFrom` and `validTo` go together.', 'Write both, or neither.');
  if (key.length === 0)
    return refuse(written, 'Nothing says what a row is a version of.', 'Write `key`, without `validFrom`.');
  const day = (path: 'validFrom' | 'validTo', name: string) => {
    const column = columns.follow(name, positions.placeOf([path]), report);
    if (!column || column.type.kind === 'date') return column;
    refuse(
      path,
      `\`${name}\` is ${formatType(column.type)}, and versions change by the day.`,
      'Declare it as `date`.',
    );
    return null;
  };
  const [from, to] = [day('validFrom', validFrom), day('validTo', validTo)];
  if (key.some((column) => column !== null && (column === from || column === to)))
    return refuse(
      written,
      'The key names what changes, not when.',
      'Leave `validFrom` and `validTo` out of `key`.',
    );
  return from && to ? { key: key.filter((column) => column !== null), from, to } : 'broken';
}

function resolveColumn(
  name: string,
  written: ColumnData,
  { positions }: Definition<SourceData>,
  report: Report,
): SourceColumn {
  const column = typeof written === 'string' ? { type: written } : written;
  const path = ['columns', name];
  const { precision = DEFAULT_PRECISION, scale = Math.min(DEFAULT_SCALE, precision) } = column;
  if (scale > precision)
    report(
      error('decimal-digits', `A decimal of ${precision} digits cannot have ${scale} after the point.`, {
        place: positions.placeOf([...path, 'scale']),
      }),
    );
  if (column.type !== 'decimal' && (column.precision ?? column.scale) !== undefined)
    report(
      error('decimal-digits', `Only a decimal has a precision and a scale; \`${name}\` is ${column.type}.`, {
        place: positions.placeOf(path),
      }),
    );
  const type: ValueType = column.type === 'decimal' ? decimal(precision, scale) : { kind: column.type };
  return {
    name,
    header: column.header ?? name,
    type,
    required: column.required ?? false,
    place: positions.keyPlaceOf(path),
  };
}

function resolveOrigin({ data, positions }: Definition<SourceData>, report: Report): SourceOrigin | null {
  const { file, table, query, postgres: server } = data;
  const refuse = (code: string, key: string, message: string, hint: string) => {
    report(error(code, message, { place: positions.placeOf([key]), hint }));
    return null;
  };
  if ([file, table, query, server].filter((one) => one !== undefined).length !== 1)
    return refuse(
      'source-origin',
      'id',
      `The source \`${data.id}\` needs exactly one of \`file\`, \`table\`, \`query\` and \`postgres\`.`,
      'Write `file: data/name.csv`, `table: schema.name` or a `query` per engine.',
    );
  for (const key of ['format', 'csv'] as const)
    if (file === undefined && data[key] !== undefined)
      return refuse(
        'source-origin',
        key,
        `\`${key}\` says how a file is written, and this is none.`,
        `Remove \`${key}\`.`,
      );
  if (table !== undefined) return { kind: 'table', table };
  if (server) {
    const { connection } = server;
    if (server.table !== undefined && server.query === undefined)
      return { kind: 'postgres', connection, rows: { kind: 'table', table: server.table } };
    if (server.query !== undefined && server.table === undefined)
      return { kind: 'postgres', connection, rows: { kind: 'query', query: server.query } };
    return refuse(
      'source-origin',
      'postgres',
      '`postgres` needs either `table` or `query`.',
      'Write `table: schema.name`.',
    );
  }
  if (query !== undefined)
    return query.duckdb === undefined && query.clickhouse === undefined
      ? refuse(
          'source-origin',
          'query',
          'The query names no engine.',
          'Write `query: { duckdb: "select ..." }`.',
        )
      : {
          kind: 'query',
          query: {
            ...(query.duckdb === undefined ? {} : { duckdb: query.duckdb }),
            ...(query.clickhouse === undefined ? {} : { clickhouse: query.clickhouse }),
          },
        };
  const path = file ?? '';
  if (!staysInside(path))
    return refuse(
      'path-outside-project',
      'file',
      `\`${path}\` is outside the project.`,
      'Name a file below clade.yaml.',
    );
  const format = data.format ?? formatOf(path);
  if (format === null)
    return refuse(
      'format-unknown',
      'file',
      `The ending of \`${path}\` does not say its format.`,
      'Add `format: csv`, parquet or jsonl.',
    );
  if (format !== 'csv' && data.csv)
    return refuse(
      'source-origin',
      'csv',
      `\`csv\` does not go with a ${format} file.`,
      'Remove `csv`, or write `format: csv`.',
    );
  return format === 'csv' ? csvOrigin(path, data.csv ?? {}) : { kind: format, path };
}

function csvOrigin(path: string, options: z.infer<typeof csv>): SourceOrigin {
  return {
    kind: 'csv',
    path,
    separator: options.separator ?? (/\.tsv(?:\.gz)?$/i.test(path) ? '\t' : ','),
    encoding: options.encoding ?? 'utf-8',
    quote: options.quote ?? '"',
    decimalMark: options.decimalMark ?? '.',
    dateOrder: options.dateOrder ?? 'YMD',
    missing: options.missing ?? [],
  };
}

function staysInside(path: string): boolean {
  return !/^[\\/]|^[A-Za-z][\w+.-]*:/.test(path) && !path.split(/[\\/]/).includes('..');
}

function formatOf(path: string): 'csv' | 'parquet' | 'jsonl' | null {
  const ending = /\.(\w+)(?:\.(?:gz|zst))?$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (['csv', 'tsv', 'txt'].includes(ending)) return 'csv';
  if (ending === 'parquet') return 'parquet';
  return ['jsonl', 'ndjson'].includes(ending) ? 'jsonl' : null;
}
