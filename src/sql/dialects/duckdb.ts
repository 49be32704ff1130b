import { indent } from '../layout.ts';
import type { ValueType } from '../value-type.ts';
import { MOST_DIGITS } from '../value-type.ts';
import type { Dialect, KeptColumn, Spelling } from './dialect.ts';
import { exactCast } from './exact-cast.ts';
import { exponential, functions, qualified, spell, sumType } from './standard.ts';

/**
 * A bare number brings its own width, up to 10 digits more before the point than it has. Where a type leaves
 * that much room below 38 digits, nothing is lost; a longer number would be read as a 128-bit integer.
 */
const BARE_PRECISION = 28;
const BARE_DIGITS = 18;

/** A bare number is an integer to a function of one number, and what comes back would be one too. */
const call: Spelling<'call'> = (node, printer, dialect) => {
  const [only, ...others] = node.args;
  if (only?.kind !== 'literal' || only.type.kind !== 'decimal' || others.length > 0)
    return spell.call(node, printer, dialect);
  return dialect.functions[node.function]([dialect.cast(printer.whole(only), only.type)], node.type);
};

/** Counting the rows a condition is true of takes a third of the time as a sum: a filter copies its rows first. */
const aggregate: Spelling<'aggregate'> = (node, printer, dialect) =>
  node.function === 'count' && node.operand === null && node.where !== null
    ? `coalesce(cast(sum(cast(${printer.whole(node.where)} as bigint)) as bigint), 0)`
    : spell.aggregate(node, printer, dialect);

/** DuckDB: the SQL standard, with `date` and `timestamp` kept apart and texts bound by `$name`. */
export const duckdb: Dialect & { readonly name: 'duckdb' } = {
  name: 'duckdb',
  title: 'DuckDB',
  quoteName: (name) => `"${name.replaceAll('"', '""')}"`,
  quoteText: (value) => {
    const doubled = value.replaceAll("'", "''");
    if (!/[^\P{Cc}\u0080-\u009f]/u.test(value)) return `'${doubled}'`;
    return `e'${doubled.replaceAll('\\', '\\\\').replace(/[^\P{Cc}\u0080-\u009f]/gu, escaped)}'`;
  },
  placeholder: (name) => `$${name}`,
  typeName: (type, required = false) => typeNameOf(type) + (required ? ' not null' : ''),
  cast: (text, type) => `cast(${text} as ${typeNameOf(type)})`,
  decimal: (digits, type) =>
    type.kind === 'decimal' && type.precision <= BARE_PRECISION && digits.length <= BARE_DIGITS
      ? digits
      : duckdb.cast(digits, type),
  double: exponential,
  entry: (values, type, index) => `list_extract([${values.join(', ')}]::${typeNameOf(type)}[], ${index} + 1)`,
  date: (day) => `date '${day}'`,
  moveDate: (date, amount, unit) => {
    const sign = amount < 0 ? '-' : '+';
    return `cast(${date} ${sign} interval ${Math.abs(amount)} ${unit} as date)`;
  },
  isFinite: (text) => `isfinite(${text})`,
  like: (text, pattern) => `${text} like ${pattern} escape '\\'`,
  wholeNumbers: {
    whole: (text, type, power) =>
      type.kind === 'integer'
        ? `(cast(${text} as hugeint) * ${power})`
        : `cast(${duckdb.cast(text, { kind: 'decimal', precision: MOST_DIGITS, scale: type.kind === 'decimal' ? type.scale : 0 })} * ${power} as hugeint)`,
    divide: (left, right) => `${left} // nullif(${right}, 0)`,
    scaled: (text, type) =>
      `cast(cast(${text} as decimal(38, 0)) * ${fraction(type.scale)} as ${typeNameOf(type)})`,
  },
  events: {
    valueAt: (end, value, at, rows) =>
      `${end === 'first' ? 'arg_min' : 'arg_max'}(${value}, (${at}, ${value}))${rows}`,
    moments: (at, rows) => `list(${at})${rows}`,
    leastFrom: (moments, from, each) =>
      `list_min(list_filter(${moments}, lambda ${each}: ${each} >= ${from}))`,
    dayOf: (instant, timeZone) => `cast(timezone(${timeZone}, timezone('UTC', ${instant})) as date)`,
  },
  storesPlacements: false,
  scansJoined: null,
  selected: (text) => text,
  spell: { ...spell, call, aggregate },
  functions: {
    ...functions,
    contains: ([text = '', part = '']) => `contains(${text}, ${part})`,
    day: ([date = '']) => `day(${date})`,
    days_between: ([from = '', to = '']) => `date_diff('day', ${from}, ${to})`,
    ends_with: ([text = '', end = '']) => `ends_with(${text}, ${end})`,
    length: ([text = '']) => `length(${text})`,
    lower: ([text = '']) => `lower(${text})`,
    month: ([date = '']) => `month(${date})`,
    starts_with: ([text = '', start = '']) => `starts_with(${text}, ${start})`,
    trim: ([text = '']) => `trim(${text}, ' ')`,
    upper: ([text = '']) => `upper(${text})`,
    year: ([date = '']) => `year(${date})`,
  },
  aggregates: {
    any: (value, rows) => `min(${value})${rows}`,
    count: (value, rows) => `count(${value})${rows}`,
    distinct: (value, rows) => `count(distinct ${value})${rows}`,
    max: (value, rows) => `max(${value})${rows}`,
    mean: (value, rows, type, operand) =>
      `${exactCast(`sum(${value})${rows}`, sumType(operand), type, duckdb)} / nullif(count(${value})${rows}, 0)`,
    min: (value, rows) => `min(${value})${rows}`,
    sum: (value, rows, type) => `cast(sum(${value})${rows} as ${typeNameOf(type)})`,
  },
  unsupported: {},
  schemaName: (name) => name,
  createSchema: (name) => `create schema if not exists ${duckdb.quoteName(name)}`,
  createTable: (table, columns) => {
    const typeOf = ({ type, required, values }: KeptColumn) =>
      values
        ? `enum (${values.map(duckdb.quoteText).join(', ')})${required ? ' not null' : ''}`
        : duckdb.typeName(type, required);
    const lines = columns.map((column) => `${duckdb.quoteName(column.name)} ${typeOf(column)}`);
    return `create table if not exists ${qualified(table, duckdb)} (\n  ${lines.join(',\n  ')}\n)`;
  },
  createTableAs: (table, columns, body, sortKey) => {
    const lines = columns.map(({ name, type }) => {
      const column = duckdb.quoteName(name);
      return `${duckdb.cast(column, type)} as ${column}`;
    });
    const order = sortKey.length > 0 ? `\norder by ${sortKey.map(duckdb.quoteName).join(', ')}` : '';
    return [
      `create table ${qualified(table, duckdb)} as`,
      `select\n  ${lines.join(',\n  ')}`,
      `from (\n  ${indent(body)}\n)${order}`,
    ].join('\n');
  },
};

function typeNameOf(type: ValueType): string {
  switch (type.kind) {
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'bigint';
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`;
    case 'double':
      return 'double';
    case 'text':
      return 'varchar';
    case 'date':
      return 'date';
    case 'timestamp':
      return 'timestamp';
  }
}

/** One unit of the last digit: `0.01` for two digits. */
function fraction(digits: number): string {
  return digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`;
}

function escaped(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
