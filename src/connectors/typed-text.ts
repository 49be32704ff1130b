import type { SourceColumn } from '../definitions/project.ts';
import type { Conventions } from './conventions.ts';
import { dateReader, timestampReader } from './read-dates.ts';
import { decimalReader, doubleReader, integerReader } from './read-numbers.ts';
import { trimmed } from './conventions.ts';

/**
 * How a text becomes a value, as DuckDB expressions over its name. `cast` is the engine's own reading; `exact`
 * keeps it where it is certainly what the text says; `patient` reads what is left, by its shape. NULL means
 * missing or wrong, and `code` tells which: it is NULL for a missing value.
 */
export interface TextReader {
  cast(text: string): string;
  exact(text: string, cast: string): string;
  patient(text: string): string;
  code(text: string): string;
  /** What was given up in reading it, to be counted and told; null where nothing ever is. */
  readonly loss: {
    readonly code: string;
    readonly what: string;
    lost(text: string, value: string): string;
  } | null;
}

export function textReader(column: SourceColumn, isKey: boolean, conventions: Conventions): TextReader {
  const { type } = column;
  switch (type.kind) {
    case 'text':
      return isKey ? keyText : plainText;
    case 'boolean':
      return boolean;
    case 'integer':
      return integerReader(conventions);
    case 'decimal':
      return decimalReader(type, conventions);
    case 'double':
      return doubleReader(conventions);
    case 'date':
      return dateReader(conventions);
    case 'timestamp':
      return timestampReader(conventions);
  }
}

const plainText: TextReader = {
  cast: (text) => text,
  exact: (text) => `case when ${trimmed(text)} <> '' then ${text} end`,
  patient: () => 'null',
  code: () => 'null',
  loss: null,
};

const keyText: TextReader = { ...plainText, exact: (text) => `nullif(${trimmed(text)}, '')` };

const boolean: TextReader = {
  cast: (text) => text,
  exact: (text) =>
    `case when lower(${trimmed(text)}) in ('true', 't', 'yes', 'y', '1') then true ` +
    `when lower(${trimmed(text)}) in ('false', 'f', 'no', 'n', '0') then false end`,
  patient: () => 'null',
  code: () => `'not-a-boolean'`,
  loss: null,
};
