import type { Source, SourceColumn } from '../definitions/project.ts';
import { isRequired } from '../definitions/required-column.ts';
import { formatType, INTEGER, TEXT } from '../sql/value-type.ts';
import { clickhouseReader, textOf, trimmedOf } from './clickhouse-reader.ts';
import type { QuarantinedRow } from './connector.ts';
import { SHOWN_ROWS } from './connector.ts';
import { quoted } from './conventions.ts';
import { sentenceOf } from './reasons.ts';
import type { RelationReader } from './relation-reader.ts';

/** Beside the typed columns, while rows wait to be told apart; no column can be called so. */
const [COLUMN, CODE, REASON, RAW] = ['#column', '#code', '#reason', '#raw'] as const;
const QUARANTINE_COLUMNS = [
  { name: 'line', type: INTEGER },
  ...['column_name', 'code', 'reason', 'raw'].map((name) => ({ name, type: TEXT })),
];

/** A query of the project may count on branches that are not worked out, as `if(n = 0, 0, intDiv(1, n))` does. */
const AS_ON_THE_SERVER = `settings short_circuit_function_evaluation = 'enable'`;

/**
 * One scan of the relation into a table of typed rows with their faults; from there good rows and bad rows each
 * go their way, so that a table which is being written to cannot lose a row between the two. Of rows with the
 * same key the first by its text stays: ClickHouse keeps no order of rows.
 */
export const readOnClickhouse: RelationReader = async (source, from, types, session, context) => {
  const { dialect } = context.loader;
  const last = context.table.at(-1) ?? '';
  const beside = (suffix: string) => [...context.table.slice(0, -1), last + suffix];
  const printed = (name: readonly string[]) => name.map(session.quote).join('.');
  const waiting = beside('_waiting');
  const quarantine = beside('_quarantine');
  const columns = source.columns.map(({ name, type }) => ({ name, type }));
  const extra = [COLUMN, CODE, REASON, RAW].map((name) => ({ name, type: TEXT }));

  await session.run(
    'read rows',
    dialect.createTableAs(
      waiting,
      [...columns, ...extra],
      `${typedRows(source, from, types, session.quote, context.customerColumns ?? [])}\n${AS_ON_THE_SERVER}`,
      [],
    ),
  );
  const names = columns.map(({ name }) => session.quote(name)).join(', ');
  const ranked = rankedRows(source, printed(waiting), session.quote);
  const good = `select ${names} from (${ranked}) where ${session.quote(CODE)} is null and nth = 1`;
  await session.run('keep good rows', dialect.createTableAs(context.table, columns, good, []));
  await session.run(
    'quarantine bad rows',
    dialect.createTableAs(quarantine, QUARANTINE_COLUMNS, badRows(source, ranked, session.quote), []),
  );
  await session.run('clean up', `drop table ${printed(waiting)} sync`);
  const rowsLoaded = await session.count('count good rows', `select count() from ${session.table}`);
  const rows = await session.count('count bad rows', `select count() from ${printed(quarantine)}`);
  const first = await session.ask(
    'show bad rows',
    `select * from ${printed(quarantine)} order by raw limit ${SHOWN_ROWS}`,
  );
  return {
    rowsRead: rowsLoaded + rows,
    rowsLoaded,
    quarantined: { rows, table: quarantine, first: first as unknown as readonly QuarantinedRow[] },
    contentHash: null,
    inPlace: null,
    findings: [],
  };
};

/** Nested selects again: texts, values, codes, and then what is wrong with the row. */
function typedRows(
  source: Source,
  from: string,
  types: ReadonlyMap<string, string>,
  quote: (name: string) => string,
  customerColumns: readonly string[],
): string {
  const named = new Set([...source.key.map(({ name }) => name), ...customerColumns]);
  const each = (print: (column: SourceColumn, i: number) => string) => source.columns.map(print).join(', ');
  const texts = each(({ header }, i) => `${quote(header)} as x${i}, ${textOf(quote(header))} as t${i}`);
  const values = each((column, i) => {
    const reader = clickhouseReader(
      column,
      types.get(column.header) ?? 'String',
      source.timeZone,
      named.has(column.name),
    );
    return `t${i}, ${reader.value(`x${i}`, `t${i}`)} as v${i}, ${quoted(reader.code)} as wrong${i}`;
  });
  const codes = each((column, i) => {
    const absent = isRequired(source, column) ? `'missing-value'` : 'null';
    const empty = `t${i} is null or ${trimmedOf(`t${i}`)} in ('', 'nan', 'inf', '-inf')`;
    return `t${i}, v${i}, multiIf(v${i} is not null, null, ${empty}, ${absent}, wrong${i}) as code${i}`;
  });
  const reasons = each(({ name, type }, i) => sentenceOf(`code${i}`, `t${i}`, name, formatType(type)));
  const firstOf = (print: (i: number) => string) =>
    `multiIf(${each((_, i) => `code${i} is not null, ${print(i)}`)}, null)`;
  const row = [
    each(({ name }, i) => `v${i} as ${quote(name)}`),
    `${firstOf((i) => quoted(source.columns[i]?.name ?? ''))} as ${quote(COLUMN)}`,
    `${firstOf((i) => `code${i}`)} as ${quote(CODE)}`,
    `arrayStringConcat(arrayFilter(each -> each is not null, [${reasons}]), '; ') as ${quote(REASON)}`,
    `toJSONString(tuple(${each((_, i) => `t${i}`)})) as ${quote(RAW)}`,
  ];
  return [texts, values, codes, row.join(', ')].reduce(
    (inner, stage) => `select ${stage} from ${inner.startsWith('select') ? `(${inner})` : inner}`,
    from,
  );
}

/** Bad rows keep out of the ranks of their key. */
function rankedRows(source: Source, waiting: string, quote: (name: string) => string): string {
  const keys = source.key.map(({ name }) => quote(name)).join(', ');
  const nth =
    source.key.length === 0
      ? '1'
      : `row_number() over (partition by ${quote(CODE)} is null, ${keys} order by ${quote(RAW)})`;
  return `select *, ${nth} as nth from ${waiting}`;
}

function badRows(source: Source, ranked: string, quote: (name: string) => string): string {
  const keys = source.key.map(({ name }) => name).join(', ');
  const [column, code, reason, raw] = [COLUMN, CODE, REASON, RAW].map(quote);
  return `select cast(null as Nullable(Int64)) as line, coalesce(${column}, ${quoted(keys)}) as column_name,
    coalesce(${code}, 'duplicate-key') as code,
    if(${code} is null, ${quoted(`the key ${keys} is taken`)}, ${reason}) as reason, ${raw} as raw
    from (${ranked}) where ${code} is not null or nth > 1`;
}
