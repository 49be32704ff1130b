import type { CalendarDate } from '../../base/calendar-date.ts';
import { addDays } from '../../base/calendar-date.ts';
import type { DayGrid } from '../../base/day-grid.ts';
import { gridDayAfter, isOnGrid } from '../../base/day-grid.ts';
import type { Hysteresis, Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { holds } from '../../tables/holds.ts';
import { snapshotId } from '../../tables/snapshots.ts';
import { readTable } from '../../warehouse/read-table.ts';
import type { ConditionSeen } from './explain-placement.ts';
import { explainCondition } from './explain-placement.ts';

/** Where hysteresis has a customer on the day, and what it takes to leave. Days are calendar days. */
export interface ExplainedHold {
  /** What the rules alone say. */
  readonly plain: string;
  /** The first day of the grid in the segment; null where lack of data put it there, or it is not in a hold yet. */
  readonly since: CalendarDate | null;
  /** The rules say otherwise, and it stays. */
  readonly isHeld: boolean;
  /** The day is none of the grid: nobody moves on it. */
  readonly isOffGrid: boolean;
  /** The first day to come on which it may leave, as far as the grid and the dwell go. */
  readonly mayLeave: CalendarDate;
  /** The day on which the dwell is over; null where it is. */
  readonly dwellUntil: CalendarDate | null;
  readonly grid: DayGrid;
  /** The exit edge of its segment; it stays while this is true. */
  readonly stays: ConditionSeen | null;
}

/** Null of a segmentation without hysteresis. */
export async function explainHold(
  project: Project,
  segmentation: Segmentation,
  customer: string,
  engine: Engine,
  plan: PlanContext,
): Promise<ExplainedHold | null> {
  const { hysteresis } = segmentation;
  if (!hysteresis) return null;
  const [row] = await readTable(engine, holds, {
    snapshot_id: snapshotId(plan.runId, segmentation.id),
    customer,
  });
  if (!row) return null;
  const segment = String(row['segment']);
  const plain = String(row['plain']);
  const since = row['entered'] === null ? null : (row['entered'] as CalendarDate);
  const dwellUntil = dwellLeft(hysteresis, since, plan.asOf);
  const stay = hysteresis.stays.find((one) => one.segment === segment);
  return {
    plain,
    since,
    isHeld: segment !== plain,
    isOffGrid: !isOnGrid(hysteresis.grid, plan.asOf),
    mayLeave: gridDayAfter(hysteresis.grid, dwellUntil ? addDays(dwellUntil, -1) : plan.asOf),
    dwellUntil,
    grid: hysteresis.grid,
    stays: stay ? await explainCondition(project, segmentation, stay.written, customer, engine, plan) : null,
  };
}

/** Whether nothing the customer does today would move it. */
export function isFixed(hold: ExplainedHold | null): boolean {
  if (!hold || hold.since === null) return false;
  return hold.isOffGrid || hold.dwellUntil !== null || hold.stays?.outcome === 'passes';
}

function dwellLeft(
  { dwell }: Hysteresis,
  since: CalendarDate | null,
  asOf: CalendarDate,
): CalendarDate | null {
  const over = since === null ? asOf : addDays(since, dwell);
  return over > asOf ? over : null;
}
