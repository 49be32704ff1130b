import type { DuckDBTimestampTZValue, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import type { CalendarDate } from '../base/calendar-date.ts';
import { dayNumber } from '../base/calendar-date.ts';
import type { Parameter } from '../sql/statement.ts';
import type { ValueType } from '../sql/value-type.ts';
import type { Cell } from './engine.ts';

export function duckdbType(type: ValueType): DuckDBType {
  switch (type.kind) {
    case 'boolean':
      return BOOLEAN;
    case 'integer':
      return BIGINT;
    case 'decimal':
      return DECIMAL(type.precision, type.scale);
    case 'double':
      return DOUBLE;
    case 'text':
      return VARCHAR;
    case 'date':
      return DATE;
    case 'timestamp':
      return TIMESTAMP;
  }
}

/** A parameter as DuckDB's binding takes it; digits never pass through a JavaScript number. */
export function duckdbValue({ value, type }: Parameter): DuckDBValue {
  if (value === null || typeof value === 'boolean') return value;
  switch (type.kind) {
    case 'boolean':
      return value === 'true';
    case 'integer':
      return BigInt(value);
    case 'decimal':
      return new DuckDBDecimalValue(unscaled(value, type.scale), type.precision, type.scale);
    case 'double':
      return Number(value);
    case 'text':
      return value;
    case 'date':
      return new DuckDBDateValue(dayNumber(value as CalendarDate));
    case 'timestamp':
      return new DuckDBTimestampValue(microseconds(value));
  }
}

/** How values of a column become cells. Types that no statement of ours returns are read as text. */
export function cellReader(type: DuckDBType): (value: DuckDBValue) => Cell {
  const read = readerOf(type.typeId);
  return (value) => (value === null ? null : read(value));
}

function readerOf(type: DuckDBTypeId): (value: DuckDBValue) => Cell {
  switch (type) {
    case DuckDBTypeId.BOOLEAN:
      return (value) => value === true;
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return Number;
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
      return (value) => {
        const number = Number(value);
        return Number.isSafeInteger(number) ? number : String(value);
      };
    case DuckDBTypeId.TIMESTAMP:
      return (value) => instant((value as DuckDBTimestampValue).micros);
    case DuckDBTypeId.TIMESTAMP_TZ:
      return (value) => instant((value as DuckDBTimestampTZValue).micros);
    default:
      return String;
  }
}

function unscaled(digits: string, scale: number): bigint {
  const [whole = '', fraction = ''] = digits.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0').slice(0, scale));
}

/** Microseconds since 1970 of `YYYY-MM-DDTHH:MM:SS[.ffffff][Z]`, read as UTC. */
function microseconds(text: string): bigint {
  const [, seconds = '', fraction = ''] = /^(.{10}[T ].{8})(?:\.(\d{1,6}))?Z?$/.exec(text) ?? [];
  return BigInt(Date.parse(`${seconds.replace(' ', 'T')}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

/** `2026-01-31T09:30:00.000000Z`: six digits always, so both engines give the same text. */
function instant(micros: bigint): string {
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = new Date(Number((micros - fraction) / 1000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(fraction).padStart(6, '0')}Z`;
}
