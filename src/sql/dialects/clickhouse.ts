import type { Expression } from '../expression.ts';
import { or } from '../expression.ts';
import { castTo } from '../fold.ts';
import { INTEGER_DIGITS } from '../numeric-types.ts';
import type { Column } from '../relation.ts';
import type { ValueType } from '../value-type.ts';
import { BOOLEAN, decimal, MOST_DIGITS } from '../value-type.ts';
import type { Dialect, Spelling } from './dialect.ts';
import { exactCast } from './exact-cast.ts';
import { exponential, functions, qualified, spell, sumType } from './standard.ts';

/**
 * A table made of a select is wide, read a few times and dropped. In one file a part, it is written from one buffer; with a file
 * a column, as large parts have it, the buffers of fifty columns ask for 1.3 GiB.
 */
const ONE_FILE = 'min_bytes_for_wide_part = 1099511627776';

/**
 * A table without a sort key is written once and read whole: to merge its parts, in the background of what reads them, would take
 * as long as writing them. A part is a block of an insert, so there may be as many as there are blocks.
 */
const UNMERGED = [
  'max_bytes_to_merge_at_max_space_in_pool = 1',
  'parts_to_delay_insert = 100000',
  'parts_to_throw_insert = 100000',
];

/** Digits of a decimal in 256 bits. */
const WIDEST = 76;

/** Digits that a sum has more than what it sums: no table has as many rows. */
const ROW_DIGITS = 15;

/** Rounding a decimal of 38 digits may wrap around in 128 bits. */
const call: Spelling<'call'> = (node, printer, dialect) => {
  const [arg] = node.args;
  const rounds = node.function === 'floor' || node.function === 'ceil';
  const widened =
    rounds && arg?.type.kind === 'decimal' && arg.type.precision === MOST_DIGITS
      ? { ...node, args: [castTo(arg, decimal(WIDEST, arg.type.scale))] }
      : node;
  return spell.call(widened, printer, dialect);
};

/** A set holds constants only; anything else is compared one by one. */
const isIn: Spelling<'in'> = (node, printer, dialect) => {
  if (node.values.every(({ kind }) => kind === 'literal')) return spell.in(node, printer, dialect);
  const equals = node.values.map((value): Expression => ({
    kind: 'compare',
    operator: '=',
    left: node.operand,
    right: value,
    type: BOOLEAN,
  }));
  return `(${printer.whole(or(equals))})`;
};

/**
 * ClickHouse, with the session settings of `engines/clickhouse.ts`. Backslash escapes in texts and patterns,
 * `Date32` for dates, casts to Nullable types so that missing values pass, and functions that know UTF-8.
 */
export const clickhouse: Dialect & { readonly name: 'clickhouse'; readonly scansJoined: number } = {
  name: 'clickhouse',
  title: 'ClickHouse',
  quoteName: (name) => `"${name.replace(/["\\]/g, '\\$&')}"`,
  quoteText: (value) => `'${value.replace(/['\\]/g, '\\$&').replace(/[^\P{Cc}\u0080-\u009f]/gu, escaped)}'`,
  placeholder: (name, type) => `{${name}:${typeNameOf(type)}}`,
  typeName: (type, required = false) => (required ? typeNameOf(type) : `Nullable(${typeNameOf(type)})`),
  cast: (text, type) => `cast(${text} as Nullable(${typeNameOf(type)}))`,
  decimal: (digits, type) => `${digits}::${typeNameOf(type)}`,
  double: exponential,
  entry: (values, type, index) =>
    `arrayElement([${values.join(', ')}]::Array(${typeNameOf(type)}), assumeNotNull(${index}) + 1)`,
  date: (day) => `toDate32('${day}')`,
  moveDate: (date, amount, unit) => `${date} ${amount < 0 ? '-' : '+'} interval ${Math.abs(amount)} ${unit}`,
  isFinite: (text) => `isFinite(${text})`,
  like: (text, pattern) => `${text} like ${pattern}`,
  wholeNumbers: {
    whole: (text, type, power, digits) =>
      wide(`${wide(text, type.kind === 'decimal' ? type.scale : 0, digits)} * ${power}`, 0, digits),
    // The quotient of decimals without digits after the point has none either. `divideDecimal` would take twenty times as
    // long, and says 0 where both sides have one digit (ClickHouse 26.7).
    divide: (left, right, digits) => `${left} / coalesce(nullif(${right}, 0), ${wide('1', 0, digits)})`,
    scaled: (text, type) =>
      // It fits wherever the quotient is asked for; elsewhere it may be anything, and is not looked at.
      `accurateCastOrNull(${text} * ${fraction(type.scale)}, '${typeNameOf(type)}')`,
  },
  events: {
    valueAt: (end, value, at, rows) =>
      `${end === 'first' ? 'argMin' : 'argMax'}(${value}, tuple(${at}, ${value}))${rows}`,
    moments: (at, rows) => `groupUniqArray(${at})${rows}`,
    leastFrom: (moments, from, each) =>
      `arrayReduce('minOrNull', arrayFilter(${each} -> ${each} >= ${from}, ${moments}))`,
    dayOf: (instant, timeZone) => `toDate32(${instant}, ${timeZone})`,
  },
  storesPlacements: true,
  scansJoined: 4,
  selected: (text, type) =>
    type.kind === 'boolean' || type.kind === 'integer'
      ? `cast(${text} as Nullable(${typeNameOf(type)}))`
      : text,
  spell: {
    ...spell,
    call,
    in: isIn,
    digest: ({ operand }, printer) => `lower(hex(MD5(${printer.whole(operand)})))`,
  },
  functions: {
    ...functions,
    ceil: ([x = ''], type) => whole('ceil', x, type),
    contains: ([text = '', part = '']) => `(position(${text}, ${part}) > 0)`,
    day: ([date = '']) => `toDayOfMonth(${date})`,
    days_between: ([from = '', to = '']) => `dateDiff('day', ${from}, ${to})`,
    ends_with: ([text = '', end = '']) => `endsWith(${text}, ${end})`,
    floor: ([x = ''], type) => whole('floor', x, type),
    length: ([text = '']) => `toInt64(lengthUTF8(${text}))`,
    lower: ([text = '']) => `lowerUTF8(translateUTF8(${text}, 'Σİ', 'σi'))`,
    month: ([date = '']) => `toMonth(${date})`,
    starts_with: ([text = '', start = '']) => `startsWith(${text}, ${start})`,
    trim: ([text = '']) => `trim(both ' ' from ${text})`,
    upper: ([text = '']) => `upperUTF8(translateUTF8(${text}, 'ß', 'ẞ'))`,
    year: ([date = '']) => `toYear(${date})`,
  },
  aggregates: {
    any: (value, rows) => `min(${value})${rows}`,
    count: (value, rows) => `toInt64(count(${value})${rows})`,
    distinct: (value, rows) => `toInt64(uniqExact(${value})${rows})`,
    max: (value, rows) => `max(${value})${rows}`,
    mean: (value, rows, type, operand) =>
      `${exactCast(wideSum(value, rows, operand), sumType(operand), type, clickhouse)} / nullif(count(${value})${rows}, 0)`,
    min: (value, rows) => `min(${value})${rows}`,
    sum: (value, rows, type, operand) =>
      operand.kind === 'double'
        ? `sum(${value})${rows}`
        : `accurateCast(${wideSum(value, rows, operand)}, 'Nullable(${typeNameOf(type)})')`,
  },
  unsupported: {},
  schemaName: (name) => name,
  createSchema: (name) => `create database if not exists ${clickhouse.quoteName(name)}`,
  createTable: (table, columns, sortKey) =>
    [
      `create table if not exists ${qualified(table, clickhouse)} (`,
      `  ${columns.map((column) => definition(column, column.required)).join(',\n  ')}`,
      `)`,
      ...storage(columns, sortKey),
    ].join('\n'),
  createTableAs: (table, columns, body, sortKey) =>
    [
      `create or replace table ${qualified(table, clickhouse)} (`,
      `  ${columns.map((column) => definition(column, false)).join(',\n  ')}`,
      `)`,
      ...storage(columns, sortKey, [ONE_FILE]),
      `as`,
      body,
    ].join('\n'),
};

/** The same with some schemas kept in databases of other names: a server holds many projects, each in its own. */
export function clickhouseKeeping(databases: Readonly<Record<string, string>>): Dialect {
  const schemaName = (name: string) => databases[name] ?? name;
  const moved = (table: readonly string[]) =>
    table.map((part, i) => (i < table.length - 1 ? schemaName(part) : part));
  return {
    ...clickhouse,
    schemaName,
    createSchema: (name) => clickhouse.createSchema(schemaName(name)),
    createTable: (table, columns, sortKey) => clickhouse.createTable(moved(table), columns, sortKey),
    createTableAs: (table, columns, body, sortKey) =>
      clickhouse.createTableAs(moved(table), columns, body, sortKey),
  };
}

/** A decimal in 128 bits where so many digits fit them: calculating with 256 takes several times as long. */
function wide(text: string, scale: number, digits: number): string {
  return `cast(${text} as Nullable(Decimal(${digits <= MOST_DIGITS ? MOST_DIGITS : WIDEST}, ${scale})))`;
}

/** Exact whatever the number of rows. */
function wideSum(value: string, rows: string, operand: ValueType): string {
  if (operand.kind === 'double') return `sum(${value})${rows}`;
  const [precision, scale] =
    operand.kind === 'decimal' ? [operand.precision, operand.scale] : [INTEGER_DIGITS, 0];
  return `sum(${wide(value, scale, precision + ROW_DIGITS)})${rows}`;
}

/** Rounding keeps the digits after the point, all zero; the type of the result has none. */
function whole(name: string, x: string, type: ValueType): string {
  return type.kind === 'decimal' ? clickhouse.cast(`${name}(${x})`, type) : `${name}(${x})`;
}

function definition({ name, type }: Column, required: boolean): string {
  return `${clickhouse.quoteName(name)} ${clickhouse.typeName(type, required)}`;
}

function storage(
  columns: readonly Column[],
  sortKey: readonly string[],
  settings: readonly string[] = [],
): readonly string[] {
  const monthly = columns.some(({ name, type }) => name === 'as_of' && type.kind === 'date');
  return [
    `engine = MergeTree`,
    ...(monthly ? [`partition by toYYYYMM("as_of")`] : []),
    `order by (${sortKey.map(clickhouse.quoteName).join(', ')})`,
    `settings ${['allow_nullable_key = 1', ...(sortKey.length === 0 ? UNMERGED : []), ...settings].join(', ')}`,
  ];
}

function typeNameOf(type: ValueType): string {
  switch (type.kind) {
    case 'boolean':
      return 'Bool';
    case 'integer':
      return 'Int64';
    case 'decimal':
      return `Decimal(${type.precision}, ${type.scale})`;
    case 'double':
      return 'Float64';
    case 'text':
      return 'String';
    case 'date':
      return 'Date32';
    case 'timestamp':
      return `DateTime64(6, 'UTC')`;
  }
}

/** One unit of the last digit: `0.01::Decimal(3, 2)` for two digits. */
function fraction(digits: number): string {
  return digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}::Decimal(${digits + 1}, ${digits})`;
}

function escaped(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
