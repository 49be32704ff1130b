import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { parseCalendarDate } from '../base/calendar-date.ts';
import { error } from '../base/finding.ts';
import { formatType } from '../sql/value-type.ts';
import type { Definition } from './kind.ts';
import { id } from './kind.ts';
import type { Names, Report } from './names.ts';
import type { EventTimes, SourceColumn } from './project.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What a source says of the times of its rows. */
export const eventTimesShape = {
  date: id
    .optional()
    .describe(
      "The column that says on which day a row happened; of a timestamp the day in the source's zone. Rows after the as-of day then never count.",
    ),
  covers: z
    .strictObject({
      from: day
        .optional()
        .describe('The first day the source has everything of; its earliest row unless given.'),
      to: day.optional().describe('The last such day; else `asOf`, else its latest row.'),
    })
    .optional()
    .describe('The days the source has everything of. A window outside them is missing, not zero.'),
  knownFrom: id
    .optional()
    .describe('The column that says when a row was loaded. A past day then sees what was known by then.'),
};

type EventTimesData = z.infer<z.ZodObject<typeof eventTimesShape>>;

/** Null where rows have no date; the findings tell what does not fit. */
export function resolveEventTimes(
  definition: Definition<EventTimesData>,
  columns: Names<SourceColumn>,
  identity: readonly SourceColumn[],
  report: Report,
): EventTimes | null | 'broken' {
  const { data, positions } = definition;
  const { date, knownFrom, covers } = data;
  if (date === undefined) {
    for (const key of ['covers', 'knownFrom'] as const)
      if (data[key] !== undefined)
        report(
          error('source-date', `\`${key}\` needs \`date\`: the column that says when a row happened.`, {
            place: positions.placeOf([key]),
            hint: 'Write `date:` and the name of a date column.',
          }),
        );
    return null;
  }
  const moment = momentColumn('date', date, definition, columns, report);
  const known =
    knownFrom === undefined ? null : momentColumn('knownFrom', knownFrom, definition, columns, report);
  if (!moment || (knownFrom !== undefined && !known)) return 'broken';
  const [from, to] = (['from', 'to'] as const).map((end) =>
    coveredDay(covers?.[end], end, definition, report),
  );
  if (from && to && from > to)
    report(
      error('source-covers', `\`covers\` ends on ${to}, before it begins on ${from}.`, {
        place: positions.placeOf(['covers']),
      }),
    );
  return { date: moment, knownFrom: known, covers: { from: from ?? null, to: to ?? null }, identity };
}

function momentColumn(
  key: 'date' | 'knownFrom',
  name: string,
  { positions }: Definition<EventTimesData>,
  columns: Names<SourceColumn>,
  report: Report,
): SourceColumn | null {
  const column = columns.follow(name, positions.placeOf([key]), report);
  if (!column || column.type.kind === 'date' || column.type.kind === 'timestamp') return column;
  report(
    error('source-date', `\`${name}\` is ${formatType(column.type)}, and \`${key}\` says when.`, {
      place: positions.placeOf([key]),
      hint: 'Declare the column as `date` or `timestamp`.',
    }),
  );
  return null;
}

function coveredDay(
  text: string | undefined,
  end: 'from' | 'to',
  { positions }: Definition<EventTimesData>,
  report: Report,
): CalendarDate | null {
  const date = text === undefined ? null : parseCalendarDate(text);
  if (text !== undefined && date === null)
    report(
      error('not-a-date', `\`${text}\` is not a day between 1900 and 2299.`, {
        place: positions.placeOf(['covers', end]),
      }),
    );
  return date;
}
