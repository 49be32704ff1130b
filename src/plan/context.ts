import type { CalendarDate } from '../base/calendar-date.ts';
import { daysBetween } from '../base/calendar-date.ts';
import type { Segmentation, Source } from '../definitions/project.ts';
import type { Dialect } from '../sql/dialects/dialect.ts';
import type { Expression } from '../sql/expression.ts';
import { asOf as asOfDate, date } from '../sql/expression.ts';
import type { PrintOptions } from '../sql/print.ts';
import type { Relation } from '../sql/relation.ts';

/** What the loaded rows of an event source show, asked once before the facts. Counts are of rows. */
export interface Observed {
  /** First and last day with a row, those after the as-of day too; null where no row has a date. */
  readonly first: CalendarDate | null;
  readonly last: CalendarDate | null;
  /** Without a day, or without the day they were known from: they never count. */
  readonly undated: number;
  /** After the as-of day. */
  readonly later: number;
  /** Happened by the as-of day and known only afterwards. */
  readonly late: number;
  /** More rows than events by the as-of day: replaced versions of a key, or whole rows that are the same. */
  readonly repeated: number;
  /** How many different values there are for everybody, by `entity.attribute`. */
  readonly totals: ReadonlyMap<string, number>;
}

/** Where customers were held on the newest earlier day of the grid, by the run that is published for it. */
export interface HoldState {
  readonly runId: string;
  /** Columns `customer`, `segment` and `entered`; only of those who are held, under the ids segments have now. */
  readonly rows: Relation;
}

/** What every statement of a run needs to know. */
export interface PlanContext {
  /** Digits and lower-case letters only: it becomes part of table names. */
  readonly runId: string;
  readonly asOf: CalendarDate;
  /** What became known after this day is not used; the as-of day unless given. Later, the past is as now known. */
  readonly knownUntil?: CalendarDate;
  /** What happened after this day is not seen; the as-of day unless given. Earlier, nothing but time goes on. */
  readonly seenUntil?: CalendarDate;
  readonly dialect: Dialect;
  /** Where the typed rows of a source stand for this run. */
  readonly rowsOf: (source: Source) => Relation;
  /** What the loaded rows of event sources show, by source id; empty where nothing was loaded. */
  readonly observed: ReadonlyMap<string, Observed>;
  /** The day that sources stand for which say neither a day nor when; null: whatever day is asked, as a run takes them. */
  readonly loadedOn: CalendarDate | null;
  /** Columns `customer` and `segment` of a segmentation placed before. */
  readonly segmentsOf: (segmentation: Segmentation) => Relation;
  /** By id, segmentations of the run with their rules: whoever asks for one may work it out in the same scan. */
  readonly placing?: ReadonlyMap<string, Segmentation>;
  /** Where a segmentation with hysteresis held its customers before; null, or not given: nowhere yet. */
  readonly holdOf?: (segmentation: Segmentation) => HoldState | null;
}

/** The last day whose rows count. */
export function lastDaySeen({ asOf, seenUntil }: Pick<PlanContext, 'asOf' | 'seenUntil'>): CalendarDate {
  return seenUntil !== undefined && seenUntil < asOf ? seenUntil : asOf;
}

/** How many days before the as-of date nothing is seen any more. */
export function daysUnseen(context: Pick<PlanContext, 'asOf' | 'seenUntil'>): number {
  return daysBetween(lastDaySeen(context), context.asOf);
}

/** A day as statements say it: `as_of` where it is that. */
export function dayExpression(day: CalendarDate, { asOf }: Pick<PlanContext, 'asOf'>): Expression {
  return day === asOf ? asOfDate() : date(day);
}

export function printOptions(context: PlanContext, label: string): PrintOptions {
  return { asOf: context.asOf, label, values: 'bound' };
}
