import { FIRST_DATE, LAST_DATE } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Source, SourceColumn } from '../definitions/project.ts';
import type { ValueType } from '../sql/value-type.ts';
import { formatType } from '../sql/value-type.ts';
import type { QuarantineCode, ReadContext } from './connector.ts';
import { quoted } from './conventions.ts';
import { decimalReader, FAITHFUL } from './read-numbers.ts';
import { textColumns } from './text-columns.ts';
import type { TextReader } from './text-reader.ts';
import type { TextColumn } from './typed-rows.ts';

type DecimalType = Extract<ValueType, { readonly kind: 'decimal' }>;

const CONVENTIONS = { decimalMark: '.', dateOrder: 'YMD' } as const;

/**
 * How columns that have types already become the declared ones. Where the two are of a kind it is a cast;
 * anything else goes by its text, so that every origin is read alike and a double 0.1 is the decimal 0.1.
 */
export function nativeColumns(
  source: Source,
  context: ReadContext,
  types: ReadonlyMap<string, string>,
  quote: (name: string) => string,
): { readonly columns: readonly TextColumn[]; readonly findings: readonly Finding[] } {
  const typeOf = (column: SourceColumn) => types.get(column.header) ?? 'VARCHAR';
  const texts = textColumns(source, context, CONVENTIONS, ({ header }) => quote(header));
  const findings = source.columns
    .filter((column) => column.type.kind !== 'text' && isNested(typeOf(column)))
    .map((column) =>
      error(
        'nested-column',
        `"${column.header}" of ${source.id} holds ${typeOf(column)}, not ${formatType(column.type)}`,
        {
          place: column.place,
        },
      ),
    );
  const columns = texts.map((column): TextColumn => {
    const from = typeOf(column.column);
    const reader = castReader(column.column, from, source.timeZone);
    if (reader) return { ...column, reader };
    return from === 'VARCHAR' ? column : { ...column, text: asText(column.text, from) };
  });
  return { columns, findings };
}

function castReader({ type }: SourceColumn, from: string, timeZone: string): TextReader | null {
  const zone = quoted(timeZone);
  switch (type.kind) {
    case 'text':
      return null;
    case 'boolean':
      return from === 'BOOLEAN' ? cast((value) => value, 'not-a-boolean') : null;
    case 'integer':
      return isInteger(from) ? cast((value) => `try_cast(${value} as bigint)`, 'too-many-digits') : null;
    case 'decimal': {
      const scale = isInteger(from) ? 0 : scaleOf(from);
      const stored = `decimal(${type.precision}, ${type.scale})`;
      if (from === 'DOUBLE') return doubleToDecimal(type, timeZone);
      return scale !== null && scale <= type.scale
        ? cast((value) => `try_cast(${value} as ${stored})`, 'too-many-digits')
        : null;
    }
    case 'double':
      return from === 'DOUBLE'
        ? finiteDouble
        : isInteger(from)
          ? cast((value) => `cast(${value} as double)`, 'not-a-number')
          : null;
    case 'date':
      return dayReader(from, zone);
    case 'timestamp':
      return instantReader(from, zone, timeZone);
  }
}

/** The decimal that a double is nearest to, where there is no doubt; else by its text. */
function doubleToDecimal(type: DecimalType, timeZone: string): TextReader {
  const byText = decimalReader(type, { ...CONVENTIONS, timeZone });
  return {
    ...byText,
    cast: (value) => `try_cast(${value} as decimal(${type.precision}, ${type.scale}))`,
    exact: (value, decimal) =>
      `case when abs(${decimal}) < ${FAITHFUL / 10 ** type.scale} and cast(${decimal} as double) = ${value} then ${decimal} end`,
    patient: (value) => byText.patient(`cast(${value} as varchar)`),
  };
}

function dayReader(from: string, zone: string): TextReader | null {
  if (from === 'DATE') return cast(inRange, 'date-out-of-range');
  if (isTimestamp(from)) return cast((value) => inRange(`cast(${value} as date)`), 'date-out-of-range');
  if (from === ZONED)
    return cast((value) => inRange(`cast(timezone(${zone}, ${value}) as date)`), 'date-out-of-range');
  return null;
}

function instantReader(from: string, zone: string, timeZone: string): TextReader | null {
  if (from === ZONED) return cast((value) => inRange(`timezone('UTC', ${value})`), 'date-out-of-range');
  if (from !== 'DATE' && !isTimestamp(from)) return null;
  const utc = (naive: string) =>
    timeZone === 'UTC' ? naive : `timezone('UTC', timezone(${zone}, ${naive}))`;
  return cast((value) => inRange(utc(`cast(${value} as timestamp)`)), 'date-out-of-range');
}

function cast(to: (value: string) => string, code: QuarantineCode): TextReader {
  return {
    cast: to,
    exact: (_, value) => value,
    patient: () => 'null',
    code: () => quoted(code),
    loss: null,
  };
}

const finiteDouble: TextReader = {
  cast: (value) => `case when isfinite(${value}) then ${value} end`,
  exact: (_, value) => value,
  patient: () => 'null',
  code: () => 'null',
  loss: {
    code: 'not-finite',
    what: 'were not finite numbers and count as missing',
    lost: (text, value) => `${text} is not null and ${value} is null`,
  },
};

/** A number that a double holds whole is written without a point: keys saved as doubles are keys still. */
function asText(value: string, from: string): string {
  const written = `cast(${value} as varchar)`;
  return from === 'DOUBLE' || from === 'FLOAT' ? `regexp_replace(${written}, '[.]0$', '')` : written;
}

const ZONED = 'TIMESTAMP WITH TIME ZONE';

function isInteger(type: string): boolean {
  return /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/.test(type);
}

function isTimestamp(type: string): boolean {
  return /^TIMESTAMP(_S|_MS|_NS)?$/.test(type);
}

function isNested(type: string): boolean {
  return /[[(]/.test(type) && !type.startsWith('DECIMAL') && !type.startsWith('ENUM');
}

function scaleOf(type: string): number | null {
  const scale = /^DECIMAL\(\d+,(\d+)\)$/.exec(type)?.[1];
  return scale === undefined ? null : Number(scale);
}

function inRange(value: string): string {
  return `case when cast(${value} as date) between date '${FIRST_DATE}' and date '${LAST_DATE}' then ${value} end`;
}
