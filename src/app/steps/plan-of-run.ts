import type { Engine } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { assignedIn } from '../../plan/placements.ts';
import { table } from '../../sql/relation.ts';
import type { Run } from '../../warehouse/runs.ts';

/** What relations over the facts and segments of a run that is over need to know of it. */
export function planOfRun({ runId, asOf }: Pick<Run, 'runId' | 'asOf'>, engine: Engine): PlanContext {
  return {
    runId,
    asOf,
    dialect: engine.dialect,
    rowsOf: (source) => table([source.id], source.columns),
    observed: new Map(),
    loadedOn: null,
    segmentsOf: ({ id }) => assignedIn(id, runId),
  };
}
