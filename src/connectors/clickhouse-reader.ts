import type { SourceColumn } from '../definitions/project.ts';
import type { QuarantineCode } from './connector.ts';
import { quoted } from './conventions.ts';

/** How a column of ClickHouse becomes the declared type: NULL where it does not, and the code for that. */
export interface ClickhouseReader {
  /** Over the column and its text. */
  value(column: string, text: string): string;
  readonly code: QuarantineCode;
}

const NUMBER = '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$';
const WHOLE = '^[+-]?[0-9]+([.]0*)?$';
const DAY = '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?$';
/** Digits kept behind the declared scale, so that the rounding sees them. */
const SPARE_DIGITS = 20;

export function clickhouseReader(
  { type }: SourceColumn,
  columnType: string,
  timeZone: string,
  isKey: boolean,
): ClickhouseReader {
  const from = columnType
    .replace(/^(?:LowCardinality|Nullable)\((.*)\)$/, '$1')
    .replace(/^Nullable\((.*)\)$/, '$1');
  const zone = quoted(timeZone);
  switch (type.kind) {
    case 'text':
      return {
        value: (_, text) =>
          isKey ? `nullIf(${trimmedOf(text)}, '')` : `if(${trimmedOf(text)} = '', null, ${text})`,
        code: 'missing-value',
      };
    case 'boolean':
      return {
        value: (_, text) =>
          `multiIf(lower(${trimmedOf(text)}) in ('true', 't', 'yes', 'y', '1'), true, ` +
          `lower(${trimmedOf(text)}) in ('false', 'f', 'no', 'n', '0'), false, null)`,
        code: 'not-a-boolean',
      };
    case 'integer':
      return {
        value: (_, text) =>
          `if(match(${trimmedOf(text)}, '${WHOLE}'), toInt64OrNull(replaceRegexpAll(${trimmedOf(text)}, '^[+]|[.]0*$', '')), null)`,
        code: 'not-an-integer',
      };
    case 'decimal':
      return {
        value: (_, text) =>
          `if(match(${trimmedOf(text)}, '${NUMBER}'), accurateCastOrNull(round(toDecimal256OrNull(${trimmedOf(text)}, ` +
          `${type.scale + SPARE_DIGITS}), ${type.scale}), 'Decimal(${type.precision}, ${type.scale})'), null)`,
        code: 'not-a-number',
      };
    case 'double':
      return {
        value: (_, text) =>
          `if(match(${trimmedOf(text)}, '${NUMBER}') and isFinite(toFloat64OrNull(${trimmedOf(text)})), toFloat64OrNull(${trimmedOf(text)}), null)`,
        code: 'not-a-number',
      };
    case 'date':
      return from.startsWith('DateTime')
        ? {
            value: (column) => inRange(`toDate32(toTimeZone(${column}, ${zone}))`),
            code: 'date-out-of-range',
          }
        : { value: (_, text) => dayOf(text), code: 'not-a-date' };
    case 'timestamp':
      return from.startsWith('DateTime')
        ? { value: (column) => inRange(`toDateTime64(${column}, 6, 'UTC')`), code: 'date-out-of-range' }
        : {
            value: (_, text) =>
              `if(${dayOf(text)} is null, null, toTimeZone(parseDateTime64BestEffortOrNull(${trimmedOf(text)}, 6, ${zone}), 'UTC'))`,
            code: 'not-a-date',
          };
  }
}

export function textOf(column: string): string {
  return `toString(${column})`;
}

export function trimmedOf(text: string): string {
  return `trim(both ' \t\r\n' from ${text})`;
}

/** ClickHouse moves days that are none, or are out of range, to one that is; then the text differs. */
function dayOf(text: string): string {
  const day = `substring(${trimmedOf(text)}, 1, 10)`;
  return `if(match(${trimmedOf(text)}, '${DAY}') and toString(toDate32OrNull(${day})) = ${day}, toDate32OrNull(${day}), null)`;
}

function inRange(value: string): string {
  return `if(toYear(${value}) between 1900 and 2299, ${value}, null)`;
}
