import type { SourceColumn } from '../definitions/project.ts';
import { quoted, trimmed } from './conventions.ts';
import type { TextReader } from './text-reader.ts';

/** A declared column, the expression its text comes from, and how the text is read. */
export interface TextColumn {
  readonly column: SourceColumn;
  readonly text: string;
  readonly reader: TextReader;
  /** Absence is a fault: it is required or part of the key. */
  readonly required: boolean;
}

/** Holds the texts of the row where one of them has to be looked at again; no column can be called so. */
export const TEXTS = '#texts';

/**
 * The select that types rows: the declared columns, and {@link TEXTS}. A row is suspect when a text has no value,
 * a required value is missing, or the engine's own reading was not exact; the rest is certainly right.
 * One nested select per stage, so that no expression is printed into itself.
 */
export function typedRows(
  columns: readonly TextColumn[],
  from: string,
  missing: readonly string[],
  quote: (name: string) => string,
): string {
  const texts = columns.map(({ text }, i) => `${withoutMissing(text, missing)} as t${i}`);
  const casts = columns.map(({ reader }, i) => `t${i}, ${reader.cast(`t${i}`)} as c${i}`);
  const exact = columns.map(({ reader }, i) => `t${i}, ${reader.exact(`t${i}`, `c${i}`)} as e${i}`);
  const values = columns.map(({ reader }, i) =>
    reader.patient(`t${i}`) === 'null'
      ? `t${i}, e${i}, e${i} as v${i}`
      : `t${i}, e${i}, case when t${i} is null then null else coalesce(e${i}, ${reader.patient(`t${i}`)}) end as v${i}`,
  );
  const suspect = columns.flatMap(suspicion);
  const row = columns.map(({ column }, i) => `v${i} as ${quote(column.name)}`);
  const all = `[${columns.map((_, i) => `cast(t${i} as varchar)`).join(', ')}]`;
  const kept =
    suspect.length === 0 ? 'cast(null as varchar[])' : `case when ${suspect.join(' or ')} then ${all} end`;
  return [texts, casts, exact, values, [...row, `${kept} as ${quote(TEXTS)}`]].reduce(
    (inner, stage) => `select ${stage.join(', ')} from ${inner.startsWith('select') ? `(${inner})` : inner}`,
    from,
  );
}

function suspicion({ column, reader, required }: TextColumn, i: number): string[] {
  if (required) return [`v${i} is null`, ...(reader.loss ? [`(t${i} is not null and e${i} is null)`] : [])];
  if (column.type.kind === 'text' && !reader.loss) return [];
  return [`(t${i} is not null and ${reader.loss ? 'e' : 'v'}${i} is null)`];
}

function withoutMissing(text: string, missing: readonly string[]): string {
  if (missing.length === 0) return text;
  return `case when ${trimmed(text)} in (${missing.map(quoted).join(', ')}) then null else ${text} end`;
}

/** The code of what is wrong with a column of a suspect row, or NULL; `value` is what it was read as. */
export function faultOf({ reader, required }: TextColumn, text: string, value: string): string {
  const absent = required ? `'missing-value'` : 'null';
  const wrong = reader.code(text) === 'null' ? absent : `coalesce(${reader.code(text)}, ${absent})`;
  return `case when ${value} is not null then null when coalesce(${trimmed(text)}, '') = '' then ${absent} else ${wrong} end`;
}
