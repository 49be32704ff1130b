import type { DraftColumn, DraftSource } from '../draft.ts';
import type { FileWriting } from '../survey.ts';
import { flow, list, scalar } from './scalar.ts';
import type { Line } from './lines.ts';
import { alignedLines, comment } from './lines.ts';

/** A source as a definition. */
export function sourceText(source: DraftSource): readonly string[] {
  const { notes } = source;
  const head: readonly (readonly [string, string | null])[] = [
    ['kind', 'source'],
    ['id', source.id],
    ['file', scalar(source.file)],
    ['csv', csvText(source.written)],
    ['key', source.key],
    ['date', source.date],
    ['population', source.population],
    ['asOf', source.asOf],
  ];
  const lines = head.flatMap(([key, text]): Line[] =>
    text === null ? [] : [{ text: `${key}: ${text}`, note: notes[key] }],
  );
  const columns = source.columns.map((column): Line => ({
    text: `  ${column.name}: ${columnText(column)}`,
    note: column.note,
  }));
  const quality = source.quality.map((rule): Line => ({ text: `  - ${rule}` }));
  return [
    ...source.above.flatMap((text) => comment(text)),
    ...alignedLines([
      ...lines,
      ...(quality.length > 0 ? [{ text: 'quality:', note: notes['quality'] }, ...quality] : []),
    ]),
    ...alignedLines([{ text: 'columns:', note: notes['columns'] }, ...columns]),
  ];
}

/** Only what is not the default; null where all of it is. */
function csvText(written: FileWriting): string | null {
  if (written.format !== 'csv') return null;
  const { separator, encoding, decimalMark, dateOrder, missing } = written;
  const keys = {
    ...(separator === ',' ? {} : { separator: JSON.stringify(separator) }),
    ...(encoding === 'utf-8' ? {} : { encoding }),
    ...(decimalMark === '.' ? {} : { decimalMark: '","' }),
    ...(dateOrder === 'YMD' ? {} : { dateOrder }),
    ...(missing.length === 0 ? {} : { missing: list(missing.map((text) => JSON.stringify(text))) }),
  };
  return Object.keys(keys).length === 0 ? null : flow(keys);
}

function columnText({ name, header, type, scale, required }: DraftColumn): string {
  if (header === name && !required && type !== 'decimal') return type;
  return flow({
    type,
    scale: type === 'decimal' ? String(scale) : undefined,
    header: header === name ? undefined : scalar(header),
    required: required ? 'true' : undefined,
  });
}
