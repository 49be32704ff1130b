import { indent } from '../layout.ts';
import type { ValueType } from '../value-type.ts';
import type { Dialect } from './dialect.ts';
import { functions, qualified, spell } from './standard.ts';

const ASCII_CONTROL = /[^\P{Cc}\u0080-\u009f]/u;

/** DuckDB: the SQL standard, exact decimals that widen by themselves, dates and timestamps kept apart. */
export const duckdb: Dialect & { readonly name: 'duckdb' } = {
  name: 'duckdb',
  title: 'DuckDB',
  quoteName: (name) => `"${name.replaceAll('"', '""')}"`,
  quoteText: (value) =>
    ASCII_CONTROL.test(value)
      ? `e'${value.replace(/['\\]/g, '\\$&').replace(new RegExp(ASCII_CONTROL, 'gu'), escaped)}'`
      : `'${value.replaceAll("'", "''")}'`,
  placeholder: (name) => `$${name}`,
  typeName: (type, required = false) => typeNameOf(type) + (required ? ' not null' : ''),
  cast: (text, type) => `cast(${text} as ${typeNameOf(type)})`,
  decimal: (digits, type) =>
    digits.includes('.') || digits.length <= 18 ? digits : `cast(${digits} as ${typeNameOf(type)})`,
  date: (day) => `date '${day}'`,
  moveDate: (date, amount, unit) => {
    const sign = amount < 0 ? '-' : '+';
    return `cast(${date} ${sign} interval ${Math.abs(amount)} ${unit} as date)`;
  },
  isFinite: (text) => `isfinite(${text})`,
  like: (text, pattern) => `${text} like ${pattern} escape '\\'`,
  selected: (text) => text,
  spell: {
    ...spell,
    /** Decimals widen by themselves wherever they meet. */
    cast: ({ operand, type }, printer) =>
      operand.type.kind === 'decimal' && type.kind === 'decimal'
        ? printer.operand(operand)
        : printer.as(operand, type),
  },
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
    mean: (value, rows) => `cast(sum(${value})${rows} as double) / count(${value})${rows}`,
    min: (value, rows) => `min(${value})${rows}`,
    sum: (value, rows, type) => `cast(sum(${value})${rows} as ${typeNameOf(type)})`,
  },
  unsupported: {},
  createSchema: (name) => `create schema if not exists ${duckdb.quoteName(name)}`,
  createTable: (table, columns) => {
    const lines = columns.map(
      ({ name, type, required }) => `${duckdb.quoteName(name)} ${duckdb.typeName(type, required)}`,
    );
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

function escaped(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
