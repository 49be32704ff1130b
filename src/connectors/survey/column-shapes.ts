import type { DateOrder } from '../../definitions/project.ts';
import { BOOLEAN, DATE, decimal, INTEGER } from '../../sql/value-type.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { matches, quoted, trimmed } from '../conventions.ts';
import type { LoaderSession } from '../loader-session.ts';
import { textReader } from '../typed-text.ts';

/** How many rows of a column read as what, of the values that were looked at. Blank texts are not counted. */
export interface ColumnShapes {
  readonly filled: number;
  readonly boolean: number;
  /** Whole numbers and numbers, with a point and with a comma before the fraction. */
  readonly integer: Readonly<Record<'.' | ',', number>>;
  readonly decimal: Readonly<Record<'.' | ',', number>>;
  readonly date: Readonly<Record<DateOrder, number>>;
  /** Whole numbers that begin with a zero: names, not amounts. */
  readonly zeroLed: number;
  /** Only the digits 0 and 1. */
  readonly bits: number;
  /** Most digits behind the last point or comma of a number. */
  readonly digits: Readonly<Record<'.' | ',', number>>;
  /** Values that say "nothing here" in so many words, with their rows. */
  readonly nothing: readonly { readonly value: string; readonly rows: number }[];
}

/** Different values of a column that are looked at, the most frequent first. */
const LOOKED_AT = 3000;
/** What people and programs write where they have no value. */
const NOTHING = [
  'null',
  'n/a',
  'na',
  '#n/a',
  'nan',
  'none',
  'nil',
  '-',
  '--',
  '?',
  'unknown',
  '(blank)',
  '(empty)',
  'n.a.',
  'k.a.',
  'keine angabe',
];
const MOST_SCALE = 6;
const VALUES = 'clade_values';

/** Reads every column of a table of texts in all the ways its connector could, on its most frequent values. */
export async function columnShapes(
  session: LoaderSession,
  columns: readonly string[],
): Promise<readonly ColumnShapes[]> {
  const each = columns.map(
    (name, at) =>
      `(select ${at} as place, text, count(*) as n from (select ${trimmed(session.quote(name))} as text from ${session.table})
        where text <> '' group by text order by n desc, md5(text) limit ${LOOKED_AT})`,
  );
  await session.run('list values', `create or replace temp table ${VALUES} as ${each.join(' union all ')}`);
  const counts = Object.entries(READINGS).map(
    ([name, holds]) => `coalesce(sum(n) filter (${holds}), 0) as ${quoted2(name)}`,
  );
  const rows = await session.ask(
    'read values',
    `select place, sum(n) as filled, ${counts.join(', ')},
       max(case when ${numberWith('.')} then length(regexp_extract(text, '[.]([0-9]+)$', 1)) end) as points,
       max(case when ${numberWith(',')} then length(regexp_extract(text, '[,]([0-9]+)$', 1)) end) as commas
     from ${VALUES} group by place`,
  );
  const nothing = await session.ask(
    'find words for nothing',
    `select place, text, n from ${VALUES} where lower(text) in (${NOTHING.map(quoted).join(', ')}) order by place, n desc, text`,
  );
  await session.run('forget values', `drop table ${VALUES}`);
  return columns.map((_, at) => {
    const row = rows.find((one) => Number(one['place']) === at) ?? {};
    const number = (name: string) => Number(row[name] ?? 0);
    return {
      filled: number('filled'),
      boolean: number('boolean'),
      integer: { '.': number('integer.'), ',': number('integer,') },
      decimal: { '.': number('decimal.'), ',': number('decimal,') },
      date: { YMD: number('YMD'), DMY: number('DMY'), MDY: number('MDY') },
      zeroLed: number('zeroLed'),
      bits: number('bits'),
      digits: { '.': Math.min(number('points'), MOST_SCALE), ',': Math.min(number('commas'), MOST_SCALE) },
      nothing: nothing
        .filter((one) => Number(one['place']) === at)
        .map((one) => ({ value: String(one['text']), rows: Number(one['n']) })),
    };
  });
}

const quoted2 = (name: string) => `"${name}"`;

/** Whether a text is a value of a type under a convention, by the reader that will read it. */
function reads(type: ValueType, decimalMark: '.' | ',' = '.', dateOrder: DateOrder = 'YMD'): string {
  const place = { path: '', line: 1, column: 1, length: 0 };
  const column = { name: 'text', header: 'text', type, required: false, place };
  const reader = textReader(column, false, { decimalMark, dateOrder, timeZone: 'UTC' });
  const cast = reader.cast('text');
  return `coalesce(${reader.exact('text', cast)}, ${reader.patient('text')}) is not null`;
}

const NUMBER = decimal(38, MOST_SCALE);
const numberWith = (mark: '.' | ',') => reads(NUMBER, mark);

const READINGS: Readonly<Record<string, string>> = {
  boolean: reads(BOOLEAN),
  'integer.': reads(INTEGER, '.'),
  'integer,': reads(INTEGER, ','),
  'decimal.': reads(NUMBER, '.'),
  'decimal,': reads(NUMBER, ','),
  YMD: reads(DATE, '.', 'YMD'),
  DMY: reads(DATE, '.', 'DMY'),
  MDY: reads(DATE, '.', 'MDY'),
  zeroLed: matches('text', '0[0-9]+'),
  bits: `text in ('0', '1')`,
};
