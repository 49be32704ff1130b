import type { Finding } from '../base/finding.ts';
import { warning } from '../base/finding.ts';
import type { Source } from '../definitions/project.ts';
import { formatType } from '../sql/value-type.ts';
import type { LoadResult, QuarantinedRow, ReadContext } from './connector.ts';
import { RAW_LENGTH, SHOWN_ROWS } from './connector.ts';
import { quoted } from './conventions.ts';
import type { LoaderSession } from './loader-session.ts';
import { loaderSession } from './loader-session.ts';
import { sentenceOf } from './reasons.ts';
import type { TextColumn } from './typed-rows.ts';
import { faultOf, TEXTS } from './typed-rows.ts';

/** What the first half of a reading knows of rows that the second half has to judge. */
export interface RowPlaces {
  /** Table `(line, code, reason, raw)` of rows refused before they were typed; null where there are none. */
  readonly refused: string | null;
  /**
   * Makes a table `(ordinal, line, raw)` for the ordinals in {@link ORDINALS}: rows count from 0 in the order
   * they were loaded. Null where the places cannot be told.
   */
  locate(): Promise<string | null>;
}

export type Settled = Omit<LoadResult, 'contentHash'>;

/** Temporary table of the ordinals whose places are asked for. */
export const ORDINALS = 'clade_ordinals';
const SUSPECTS = 'clade_suspects';
const FAULTS = 'clade_faults';
const FAULT_COLUMNS = 'ordinal bigint, column_name varchar, code varchar, reason varchar, first bigint';
const REPEATS = 'clade_repeats';

/**
 * The second half of every reading from a file: looks again at the suspect rows of the loaded table, finds
 * repeated keys, moves bad rows with their lines into the quarantine table, and leaves the good rows behind.
 */
export async function settleRows(
  source: Source,
  columns: readonly TextColumn[],
  places: RowPlaces,
  context: ReadContext,
): Promise<Settled> {
  const session = loaderSession(source, context);
  const name = quarantineName(context.table);
  const quarantine = name.map(session.quote).join('.');
  // Row ids begin at 0 only outside a transaction.
  const base = await session.count('count rows', `select coalesce(min(rowid), 0) from ${session.table}`);

  const suspect = await findFaults(session, columns, base);
  await findRepeats(session, source, base);
  const findings = suspect ? await countLosses(session, source, columns) : [];
  await quarantineRows(session, source, name, places);
  await session.run(
    'take out bad rows',
    `delete from ${session.table} where rowid in (select ordinal + ${base} from ${FAULTS})`,
  );
  const ours = [TEXTS, ...columns.map(({ column }) => column.name).filter((each) => each.startsWith('#'))];
  for (const each of ours)
    await session.run('finish the table', `alter table ${session.table} drop column ${session.quote(each)}`);
  const first = await session.ask(
    'show bad rows',
    `select * from ${quarantine} order by line nulls last limit ${SHOWN_ROWS}`,
  );
  const rowsLoaded = await session.count('count good rows', `select count(*) from ${session.table}`);
  const rows = await session.count('count bad rows', `select count(*) from ${quarantine}`);
  for (const table of [SUSPECTS, FAULTS, REPEATS, ORDINALS])
    await session.run('clean up', `drop table if exists ${table}`);
  return {
    rowsRead: rowsLoaded + rows,
    rowsLoaded,
    quarantined: { rows, table: name, first: first as unknown as readonly QuarantinedRow[] },
    inPlace: null,
    findings: rowsLoaded + rows > 0 ? findings : [noRows(source)],
  };
}

function quarantineName(table: readonly string[]): readonly string[] {
  return [...table.slice(0, -1), `${table.at(-1) ?? ''}_quarantine`];
}

/** The quarantine of a source whose rows are all good. */
export async function emptyQuarantine(
  session: LoaderSession,
  table: readonly string[],
): Promise<readonly string[]> {
  const name = quarantineName(table);
  const columns = ['column_name', 'code', 'reason', 'raw'].map((each) => `cast(null as varchar) as ${each}`);
  await session.create(
    'quarantine bad rows',
    name,
    `select cast(null as bigint) as line, ${columns.join(', ')} limit 0`,
  );
  return name;
}

function noRows({ id, place }: Source): Finding {
  return warning('no-rows', `${id} has no rows`, { place });
}

/** Whether any row was suspect. */
async function findFaults(
  session: LoaderSession,
  columns: readonly TextColumn[],
  base: number,
): Promise<boolean> {
  const { table, quote } = session;
  await session.run(
    'look again at rows',
    `create or replace temp table ${SUSPECTS} as
     select rowid - ${base} as ordinal, * from ${table} where ${quote(TEXTS)} is not null`,
  );
  if ((await session.count('count suspect rows', `select count(*) from ${SUSPECTS}`)) === 0) {
    await session.run('find bad rows', `create or replace temp table ${FAULTS} (${FAULT_COLUMNS})`);
    return false;
  }
  const faults = columns.map((each, place) => {
    const { column } = each;
    const reason = sentenceOf('code', 'text', column.name, formatType(column.type));
    return `select ordinal, ${place} as place, ${quoted(column.name)} as column_name, code, ${reason} as reason
      from (select ordinal, text, ${faultOf(each, 'text', 'value')} as code
        from (select ordinal, ${quote(TEXTS)}[${place + 1}] as text, ${quote(column.name)} as value from ${SUSPECTS}))
      where code is not null`;
  });
  await session.run(
    'find bad rows',
    `create or replace temp table ${FAULTS} as
     select ordinal, arg_min(column_name, place) as column_name, arg_min(code, place) as code,
       coalesce(any_value(reason) filter (code = 'malformed-json'), string_agg(reason, '; ' order by place)) as reason, cast(null as bigint) as first
     from (${faults.join(' union all ')}) group by ordinal`,
  );
  return true;
}

/** The first good row with a key stays; `first` of the others is its ordinal. */
async function findRepeats(session: LoaderSession, source: Source, base: number): Promise<void> {
  if (source.key.length === 0) return;
  const { table, quote } = session;
  const keys = source.key.map((key) => quote(key.name)).join(', ');
  const good = `own.rowid - ${base} not in (select ordinal from ${FAULTS})`;
  await session.run(
    'find repeated keys',
    `create or replace temp table ${REPEATS} as
     select ${keys}, min(own.rowid) as first from ${table} as own where ${good} group by ${keys} having count(*) > 1`,
  );
  const shown = quoted(source.key.map((key) => key.name).join(', '));
  await session.run(
    'find repeated keys',
    `insert into ${FAULTS}
     select own.rowid - ${base}, ${shown}, 'duplicate-key', null, earlier.first - ${base}
     from ${table} as own join ${REPEATS} as earlier using (${keys})
     where own.rowid <> earlier.first and ${good}`,
  );
}

async function quarantineRows(
  session: LoaderSession,
  source: Source,
  quarantine: readonly string[],
  places: RowPlaces,
): Promise<void> {
  await session.run(
    'list bad rows',
    `create or replace temp table ${ORDINALS} as
     select ordinal from ${FAULTS} union select first from ${FAULTS} where first is not null`,
  );
  const bad = await session.count('count bad rows', `select count(*) from ${ORDINALS}`);
  const found = bad === 0 ? null : await places.locate();
  const placed =
    found ?? `(select ordinal, cast(null as bigint) as line, cast(null as varchar) as raw from ${ORDINALS})`;
  const taken = quoted(`the key ${source.key.map((key) => key.name).join(', ')} is taken`);
  const faults = `
    select own.line, fault.column_name, fault.code, own.raw,
      coalesce(fault.reason, ${taken} || coalesce(' by line ' || earlier.line, '')) as reason
    from ${FAULTS} as fault left join ${placed} as own on own.ordinal = fault.ordinal
      left join ${placed} as earlier on earlier.ordinal = fault.first`;
  const refused = places.refused
    ? ` union all select line, null as column_name, code, raw, reason from ${places.refused}`
    : '';
  await session.create(
    'quarantine bad rows',
    quarantine,
    `select cast(line as bigint) as line, column_name, code, reason, left(raw, ${RAW_LENGTH}) as raw
     from (${faults}${refused}) order by line nulls last`,
  );
}

async function countLosses(
  session: LoaderSession,
  source: Source,
  columns: readonly TextColumn[],
): Promise<Finding[]> {
  const counts = columns.flatMap(({ column, reader }, i) => {
    if (!reader.loss) return [];
    const lost = reader.loss.lost(`${session.quote(TEXTS)}[${i + 1}]`, session.quote(column.name));
    return [`count_if(${lost}) as ${session.quote(column.name)}`];
  });
  if (counts.length === 0) return [];
  const [row = {}] = await session.ask(
    'count what was lost',
    `select ${counts.join(', ')} from ${SUSPECTS} where ordinal not in (select ordinal from ${FAULTS})`,
  );
  return columns.flatMap(({ column, reader }) => {
    const rows = Number(row[column.name] ?? 0);
    if (!reader.loss || rows === 0) return [];
    const message = `${rows} values of ${source.id}.${column.name} ${reader.loss.what}`;
    return [warning(reader.loss.code, message, { place: column.place, data: { rows } })];
  });
}
