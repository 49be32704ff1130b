import type { ValueType } from '../value-type.ts';
import type { Dialect } from './dialect.ts';
import { functions, spell } from './standard.ts';

const ASCII_CONTROL = /[^\P{Cc}\u0080-\u009f]/u;

/** DuckDB: the SQL standard, exact decimals that widen by themselves, dates and timestamps kept apart. */
export const duckdb: Dialect = {
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
  spell,
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
  createTable(table, columns, sortKey) {
    const lines = columns.map(
      ({ name, type, required }) => `${this.quoteName(name)} ${this.typeName(type, required)}`,
    );
    void sortKey;
    return `create table if not exists ${table.map(this.quoteName).join('.')} (\n  ${lines.join(',\n  ')}\n)`;
  },
  createTableAs(table, columns, body, sortKey) {
    const lines = columns.map(
      ({ name, type }) => `${this.cast(this.quoteName(name), type)} as ${this.quoteName(name)}`,
    );
    const order = sortKey.length > 0 ? `\norder by ${sortKey.map(this.quoteName).join(', ')}` : '';
    return `create table ${table.map(this.quoteName).join('.')} as\nselect\n  ${lines.join(',\n  ')}\nfrom ${body}${order}`;
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
