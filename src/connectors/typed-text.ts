import type { SourceColumn } from '../definitions/project.ts';
import type { Conventions } from './conventions.ts';
import { dateReader, timestampReader } from './read-dates.ts';
import { decimalReader, doubleReader, integerReader } from './read-numbers.ts';
import { trimmed } from './conventions.ts';
import type { TextReader } from './text-reader.ts';

/** How the texts of a column are read. Keys are trimmed; other texts are kept as they are. */
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

/** Whether a text begins with a visible ASCII character: the cheap proof that it is not only space. */
const beginsVisibly = (text: string) => `${text} >= '!' and ${text} < '\u007f'`;

/**
 * Whether a text begins and ends so: there is nothing to trim. Being one function of one column, it is asked once for each
 * entry of the dictionary that a column of a Parquet file has, in place of once a row.
 */
const isVisiblyWhole = (text: string) => `regexp_full_match(${text}, '(?s)[!-~](.*[!-~])?')`;

const plainText: TextReader = {
  cast: (text) => text,
  exact: (text) => `case when ${beginsVisibly(text)} or ${trimmed(text)} <> '' then ${text} end`,
  patient: () => 'null',
  code: () => 'null',
  loss: null,
};

const keyText: TextReader = {
  ...plainText,
  exact: (text) => `case when ${isVisiblyWhole(text)} then ${text} else nullif(${trimmed(text)}, '') end`,
};

/** true/false, t/f, yes/no, y/n and 1/0 in any case: what DuckDB takes for a boolean, and nothing else. */
const boolean: TextReader = {
  cast: (text) => `try_cast(${text} as boolean)`,
  exact: (_, cast) => cast,
  patient: (text) => `try_cast(${trimmed(text)} as boolean)`,
  code: () => `'not-a-boolean'`,
  loss: null,
};
