import type { Arrangement } from './arrange.ts';
import { allConcepts } from './concepts/index.ts';
import { recognise } from './recognise.ts';
import type { ColumnSurvey, FileSurvey } from './survey.ts';

/** The day the data stand for, and why. */
export interface AsOf {
  readonly day: string;
  readonly note: string;
  /** The files hold no day that says when they were written; somebody may know. */
  readonly isAssumed: boolean;
}

/** The newest day on which something happened in any of the files, today at the latest. Days to come do not count. */
export function asOfDay({ customers, besides, events }: Arrangement, today: string): AsOf {
  const lists = [...(customers.file ? [customers.file] : []), ...besides.map(({ file }) => file)];
  const days = [
    ...lists.flatMap((file) => daysOf(file).map((column) => ({ file, column }))),
    ...events.flatMap(({ cast }) =>
      ['date', 'starts'].flatMap((part) =>
        cast.parts[part] ? [{ file: cast.file, column: cast.parts[part] }] : [],
      ),
    ),
  ].filter(({ column }) => column.most !== null);
  const newest = days.toSorted((a, b) => ((a.column.most ?? '') < (b.column.most ?? '') ? 1 : -1))[0];
  if (!newest)
    return {
      day: today,
      note: 'assumed: the files hold no day, so it is the one they were looked at',
      isAssumed: true,
    };
  const most = newest.column.most ?? today;
  if (most > today)
    return {
      day: today,
      note: `the day the files were looked at; ${newest.column.header} of ${newest.file.name} reaches to ${most}`,
      isAssumed: false,
    };
  return {
    day: most,
    note: `the newest day in the files: ${newest.column.header} of ${newest.file.name}`,
    isAssumed: false,
  };
}

/** Days of a list of customers on which something happened: nobody's birthday, and no end of a contract. */
function daysOf(file: FileSurvey): readonly ColumnSurvey[] {
  const known = [...recognise(file.columns, allConcepts)];
  const aside = new Set(
    known.filter(([{ id }]) => id === 'birth_date' || id === 'left_on').map(([, column]) => column),
  );
  return file.columns.filter((column) => column.type === 'date' && !aside.has(column));
}
