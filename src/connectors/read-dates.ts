import { FIRST_DATE, LAST_DATE } from '../base/calendar-date.ts';
import type { DateOrder } from '../definitions/project.ts';
import type { Conventions } from './conventions.ts';
import { matches, quoted, trimmed } from './conventions.ts';
import type { TextReader } from './text-reader.ts';

/** A day as written, and the groups that make `YYYY-MM-DD` of it. A year has four digits. */
interface DayShape {
  readonly pattern: string;
  readonly iso: string;
}

const YEAR = '([0-9]{4})';
const PART = '([0-9]{1,2})';
const MARK = '[-/.]';
const YEAR_FIRST: DayShape = { pattern: `${YEAR}${MARK}${PART}${MARK}${PART}`, iso: '\\1-\\2-\\3' };
const YEAR_LAST = `${PART}${MARK}${PART}${MARK}${YEAR}`;

/** A text that begins with its year is read so in every order: nothing else could be meant. */
const SHAPES: Readonly<Record<DateOrder, readonly DayShape[]>> = {
  YMD: [YEAR_FIRST],
  DMY: [YEAR_FIRST, { pattern: YEAR_LAST, iso: '\\3-\\2-\\1' }],
  MDY: [YEAR_FIRST, { pattern: YEAR_LAST, iso: '\\3-\\1-\\2' }],
};

const CLOCK = '[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?';
const HALF = ' ?[AaPp][Mm]';
const OFFSET = ' ?(Z|z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)';

const FAST_DAYS: Readonly<Record<DateOrder, readonly string[]>> = {
  YMD: ['%Y-%m-%d', '%Y/%m/%d'],
  DMY: ['%d-%m-%Y', '%d/%m/%Y', '%d.%m.%Y'],
  MDY: ['%m/%d/%Y', '%m-%d-%Y', '%m.%d.%Y'],
};
const HALF_DAYS = ['%Y-%m-%d %I:%M%p', '%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S%p', '%Y-%m-%d %I:%M:%S %p'];

/** A calendar day. A time behind it is dropped; one with an offset is told as a day of the source's zone. */
export function dateReader(conventions: Conventions): TextReader {
  const { dateOrder, timeZone } = conventions;
  const moment = momentOf(conventions);
  const day = (text: string) =>
    `case ${SHAPES[dateOrder]
      .map(
        ({ pattern, iso }) =>
          `when ${matches(trimmed(text), pattern)} ` +
          `then try_cast(regexp_replace(${trimmed(text)}, '${pattern}', '${iso}') as date) `,
      )
      .join(
        '',
      )}else cast(${moment(text, (instant) => `timezone(${quoted(timeZone)}, ${instant})`)} as date) end`;
  return {
    cast: (text) =>
      dateOrder === 'YMD'
        ? `try_cast(${text} as date)`
        : `cast(try_strptime(${text}, [${fastFormats(dateOrder)}]) as date)`,
    exact: (text, cast) =>
      dateOrder === 'YMD' ? inRange(cast, `cast(${cast} as varchar) = ${text} and `) : inRange(cast),
    patient: (text) => inRange(day(text)),
    code: (text) => `case when ${day(text)} is null then 'not-a-date' else 'date-out-of-range' end`,
    loss: null,
  };
}

/** An instant, kept as UTC. A naive one is told in the source's zone; a day alone is its midnight. */
export function timestampReader(conventions: Conventions): TextReader {
  const { dateOrder, timeZone } = conventions;
  const moment = momentOf(conventions);
  const utc = (naive: string) =>
    timeZone === 'UTC' ? naive : `timezone('UTC', timezone(${quoted(timeZone)}, ${naive}))`;
  const instant = (text: string) =>
    `case ${SHAPES[dateOrder]
      .map(
        ({ pattern, iso }) =>
          `when ${matches(trimmed(text), pattern)} ` +
          `then ${utc(`try_cast(regexp_replace(${trimmed(text)}, '${pattern}', '${iso}') as timestamp)`)} `,
      )
      .join('')}else ${moment(text, (zoned) => `timezone('UTC', ${zoned})`, utc)} end`;
  return {
    cast: (text) =>
      dateOrder === 'YMD'
        ? `try_cast(${text} as timestamp)`
        : `try_strptime(${text}, [${fastFormats(dateOrder)}])`,
    exact: (text, cast) =>
      dateOrder === 'YMD'
        ? inRange(utc(cast), `cast(${cast} as varchar) = ${text} and `)
        : inRange(utc(cast)),
    patient: (text) => inRange(instant(text)),
    code: (text) => `case when ${instant(text)} is null then 'not-a-date' else 'date-out-of-range' end`,
    loss: null,
  };
}

/** A day with a time: what `zoned` makes of one that has an offset, what `naive` makes of one without, or NULL. */
function momentOf({ dateOrder }: Conventions) {
  return (
    text: string,
    zoned: (instant: string) => string,
    naive: (timestamp: string) => string = (timestamp) => timestamp,
  ): string => {
    const bare = trimmed(text);
    const cases = SHAPES[dateOrder].map(({ pattern, iso }) => {
      const timed = `${pattern}[T ]+${CLOCK}`;
      const iso8601 = `regexp_replace(${bare}, '${pattern}[T ]+', '${iso} ')`;
      const halved = `try_strptime(${iso8601}, [${HALF_DAYS.map(quoted).join(', ')}])`;
      return (
        `when ${matches(bare, timed)} then ${naive(`try_cast(${iso8601} as timestamp)`)} ` +
        `when ${matches(bare, timed + OFFSET)} then ${zoned(`try_cast(${withOffset(iso8601)} as timestamptz)`)} ` +
        `when ${matches(bare, timed + HALF)} then ${naive(halved)} `
      );
    });
    return `case ${cases.join('')}end`;
  };
}

/** DuckDB wants seconds before an offset, no space, and `+00` rather than a name. */
function withOffset(text: string): string {
  const named = `regexp_replace(${text}, ' ?(Z|z|UTC)$', '+00')`;
  const joined = `regexp_replace(${named}, ' ([+-][0-9:]+)$', '\\1')`;
  return `regexp_replace(${joined}, '( [0-9]{1,2}:[0-9]{2})([+-][0-9:]+)$', '\\1:00\\2')`;
}

function fastFormats(order: DateOrder): string {
  return ['', ' %H:%M', ' %H:%M:%S']
    .flatMap((time) => FAST_DAYS[order].map((day) => quoted(day + time)))
    .join(', ');
}

function inRange(value: string, condition = ''): string {
  return `case when ${condition}cast(${value} as date) between date '${FIRST_DATE}' and date '${LAST_DATE}' then ${value} end`;
}
