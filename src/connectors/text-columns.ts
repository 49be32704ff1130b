import type { Source, SourceColumn } from '../definitions/project.ts';
import { isRequired } from '../definitions/required-column.ts';
import type { ReadContext } from './connector.ts';
import type { Conventions } from './conventions.ts';
import type { TextColumn } from './typed-rows.ts';
import { textReader } from './typed-text.ts';

/** The declared columns with how their texts are read; `textOf` gives the expression a column's text comes from. */
export function textColumns(
  source: Source,
  context: ReadContext,
  conventions: Omit<Conventions, 'timeZone'>,
  textOf: (column: SourceColumn, at: number) => string,
): readonly TextColumn[] {
  const named = new Set([...source.key.map((key) => key.name), ...(context.customerColumns ?? [])]);
  return source.columns.map((column, i) => ({
    column,
    text: textOf(column, i),
    reader: textReader(column, named.has(column.name), { ...conventions, timeZone: source.timeZone }),
    required: isRequired(source, column),
  }));
}
