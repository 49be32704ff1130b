import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Engine } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { holdState } from '../../plan/holding.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { readSnapshots, stateSnapshot } from '../../warehouse/runs.ts';

/** Where segmentations held their customers on the newest earlier days of their grids, as published. */
export function holdsBefore(
  all: readonly Snapshot[],
  asOf: CalendarDate,
): NonNullable<PlanContext['holdOf']> {
  return (segmentation) => {
    const state = stateSnapshot(all, segmentation, asOf);
    return state && holdState(segmentation, state.runId);
  };
}

/** The holds that a published run started from, segmentation by segmentation. */
export async function holdsOfRun(engine: Engine, runId: string): Promise<NonNullable<PlanContext['holdOf']>> {
  const own = (await readSnapshots(engine)).filter((snapshot) => snapshot.runId === runId);
  return (segmentation) => {
    const state = own.find((snapshot) => snapshot.segmentation === segmentation.id)?.stateRunId ?? null;
    return state === null ? null : holdState(segmentation, state);
  };
}
