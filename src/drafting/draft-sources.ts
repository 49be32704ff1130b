import type { DraftColumn, DraftSource, Notes } from './draft.ts';
import type { ColumnSurvey, FileSurvey } from './survey.ts';
import { formatNumber } from '../base/format-number.ts';
import { percent } from './numbers-in-words.ts';

/** What definitions read of a file. */
export interface SourceUse {
  /** The column that tells rows apart; null where none does. */
  readonly key: ColumnSurvey | null;
  /** Columns that name customers or rows: texts, whatever their digits look like. */
  readonly names: readonly ColumnSurvey[];
  readonly others: readonly ColumnSurvey[];
  /** No key tells rows apart, so all columns are read: rows are the same only where all of them are. */
  readonly isWhole: boolean;
  readonly notes: Notes;
  readonly columnNotes: Notes;
}

/** The source of a file with the columns that definitions read. */
export function draftSource(
  file: FileSurvey,
  path: string,
  use: SourceUse,
  rest: Partial<Pick<DraftSource, 'date' | 'population' | 'asOf' | 'quality' | 'above'>>,
): DraftSource {
  const isRead = (column: ColumnSurvey) =>
    column === use.key || use.names.includes(column) || use.others.includes(column);
  const columns = file.columns
    .filter((column) => isRead(column) || use.isWhole)
    .map((column): DraftColumn => {
      const isName = column === use.key || use.names.includes(column) || !isRead(column);
      return {
        ...{ name: column.name, header: column.header, scale: column.scale },
        type: isName ? 'text' : column.type,
        required: isRead(column) && isName && column.filled === file.rows,
        note: use.columnNotes[column.name] ?? unreadableNote(column, isName),
      };
    });
  return {
    ...{ id: file.id, file: path, written: file.written, key: use.key?.name ?? null, columns },
    ...{ above: [], date: null, population: null, asOf: null, quality: [] },
    ...rest,
    notes: { ...writingNotes(file), ...keyNotes(file, use.key), ...use.notes },
  };
}

/** Rows of a file that a run will set aside, as far as this look at it can tell. */
export function expectedQuarantine(file: FileSurvey, { key, names, others }: SourceUse): number {
  const unreadable = others
    .filter((column) => !names.includes(column))
    .reduce((sum, column) => sum + column.unreadable, 0);
  return Math.min(file.rows, file.malformed + unreadable + (key ? file.rows - key.distinct : 0));
}

function unreadableNote({ unreadable, type }: ColumnSurvey, isName: boolean): string | null {
  if (isName || unreadable === 0) return null;
  const what = {
    date: 'no day',
    integer: 'no whole number',
    decimal: 'no number',
    boolean: 'neither yes nor no',
    text: 'no text',
  }[type];
  return unreadable === 1
    ? `1 value is ${what}; its row is set aside`
    : `${formatNumber(unreadable)} values are ${what}; their rows are set aside`;
}

function keyNotes({ rows }: FileSurvey, key: ColumnSurvey | null): Notes {
  if (!key || key.distinct === rows) return {};
  const [without, repeats] = [rows - key.filled, key.filled - key.distinct];
  const parts = [
    ...(repeats > 0
      ? [
          `${formatNumber(repeats)} of ${formatNumber(rows)} rows repeat a key: the first is kept, the others are set aside`,
        ]
      : []),
    ...(without > 0 ? [`${formatNumber(without)} rows have no key and are set aside`] : []),
  ];
  return { key: parts.join('; ') };
}

function writingNotes({ written, rows, malformed }: FileSurvey): Notes {
  if (written.format !== 'csv') return {};
  const parts = [
    ...(written.isOrderOpen
      ? [
          `no day tells day from month; ${written.dateOrder === 'DMY' ? 'day first' : 'month first'} is assumed`,
        ]
      : []),
    ...(written.hasWindowsBytes
      ? [
          'some characters are not of Latin-1 but of Windows, such as the euro sign; they are kept as they stand',
        ]
      : []),
    ...(malformed > 0
      ? [
          `${formatNumber(malformed)} of ${formatNumber(rows + malformed)} rows (${percent(malformed, rows + malformed)}) cannot be cut into columns and are set aside`,
        ]
      : []),
  ];
  const key =
    written.separator === ',' &&
    written.encoding === 'utf-8' &&
    written.decimalMark === '.' &&
    written.dateOrder === 'YMD'
      ? 'file'
      : 'csv';
  return parts.length === 0 ? {} : { [key]: parts.join('; ') };
}
