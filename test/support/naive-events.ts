import type { EventFunctionName } from '../../src/attributes/event-function.ts';

/** An event as the tests hold it: who, on which day (a number), with which values. */
export interface NaiveEvent {
  readonly who: string;
  readonly day: number;
  readonly amount: number | null;
  readonly feature: string | null;
}

/** What is asked of the events of one customer; days are numbers, both ends included. */
export interface NaiveAsk {
  readonly name: EventFunctionName;
  readonly from: number;
  readonly to: number;
  readonly of: 'amount' | 'feature' | null;
  readonly part?: (event: NaiveEvent) => boolean;
  readonly steps?: readonly ((event: NaiveEvent) => boolean)[];
  readonly total?: number;
}

type Answer = number | string | null;

/**
 * Every event function word for word, by loops over one customer's events that had happened by the as-of day; slow and
 * plain on purpose, to hold the engines against. Null where there is no value.
 */
export function naiveAnswer(events: readonly NaiveEvent[], ask: NaiveAsk): Answer {
  const { from, to, of } = ask;
  const rows = events.filter(({ day }) => day >= from && day <= to);
  const values = rows.flatMap((event) => (of === null ? [] : (event[of] ?? [])));
  const numbers = values.map(Number);
  const before = events.filter(({ day }) => day >= from - (to - from + 1) && day < from);
  switch (ask.name) {
    case 'count':
      return of === null ? rows.length : values.length;
    case 'sum':
      return sumOf(numbers);
    case 'mean':
      return numbers.length === 0 ? null : sumOf(numbers) / numbers.length;
    case 'min':
    case 'any':
      return least(values);
    case 'max':
      return least(values, -1);
    case 'distinct':
      return new Set(values).size;
    case 'adoption':
      return new Set(values).size / (ask.total ?? Number.NaN);
    case 'days_active':
      return new Set(rows.map(({ day }) => day)).size;
    case 'first':
      return atEnd(rows, of, 1);
    case 'last':
      return atEnd(rows, of, -1);
    case 'share':
      return over(
        whole(
          rows.filter((row) => ask.part?.(row)),
          of,
        ),
        whole(rows, of),
      );
    case 'ratio':
      return over(whole(rows, of), whole(before, of));
    case 'trend':
      return slope(rows, ask);
    case 'funnel':
      return reached(rows, ask.steps ?? []);
  }
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const over = (part: number, all: number): number | null => (all === 0 ? null : part / all);

function whole(rows: readonly NaiveEvent[], of: NaiveAsk['of']): number {
  return of === null ? rows.length : sumOf(rows.map((row) => Number(row[of] ?? 0)));
}

function least(values: readonly (number | string)[], sign: 1 | -1 = 1): number | string | null {
  return values.toSorted((a, b) => sign * (a < b ? -1 : a > b ? 1 : 0))[0] ?? null;
}

function atEnd(rows: readonly NaiveEvent[], of: NaiveAsk['of'], sign: 1 | -1): Answer {
  const known = rows.filter((row) => of !== null && row[of] !== null);
  const days = known.map(({ day }) => day * sign);
  const end = Math.min(...days) * sign;
  return least(
    known.filter(({ day }) => day === end).flatMap((row) => (of === null ? [] : (row[of] ?? []))),
    sign,
  );
}

/** The textbook slope: covariance of day and total over the variance of the day. */
function slope(rows: readonly NaiveEvent[], { from, to, of }: NaiveAsk): number {
  const days = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const totals = days.map((day) =>
    whole(
      rows.filter((row) => row.day === day),
      of,
    ),
  );
  const [meanDay, meanTotal] = [sumOf(days) / days.length, sumOf(totals) / days.length];
  const products = days.map((day, index) => (day - meanDay) * ((totals[index] ?? 0) - meanTotal));
  return sumOf(products) / sumOf(days.map((day) => (day - meanDay) ** 2));
}

/** Tries every choice of days, so that nothing is assumed of how the best one is found. */
function reached(
  rows: readonly NaiveEvent[],
  steps: readonly ((event: NaiveEvent) => boolean)[],
  after = Number.NEGATIVE_INFINITY,
): number {
  const [step, ...others] = steps;
  if (!step) return 0;
  const days = new Set(rows.filter((row) => row.day >= after && step(row)).map(({ day }) => day));
  return Math.max(0, ...[...days].map((day) => 1 + reached(rows, others, day)));
}
