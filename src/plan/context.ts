import type { CalendarDate } from '../base/calendar-date.ts';
import type { Segmentation, Source } from '../definitions/project.ts';
import type { Dialect } from '../sql/dialects/dialect.ts';
import type { PrintOptions } from '../sql/print.ts';
import type { Relation } from '../sql/relation.ts';

/** What every statement of a run needs to know. */
export interface PlanContext {
  /** Digits and lower-case letters only: it becomes part of table names. */
  readonly runId: string;
  readonly asOf: CalendarDate;
  readonly dialect: Dialect;
  /** Where the typed rows of a source stand for this run. */
  readonly rowsOf: (source: Source) => Relation;
  /** Columns `customer` and `segment` of a segmentation placed before. */
  readonly segmentsOf: (segmentation: Segmentation) => Relation;
}

export function printOptions(context: PlanContext, label: string): PrintOptions {
  return { asOf: context.asOf, label, values: 'bound' };
}
