import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { assignedIn, placedRelation } from '../../plan/placements.ts';
import type { Placed } from '../../plan/placements.ts';
import { listOf } from '../../plan/ranks.ts';
import { table } from '../../sql/relation.ts';
import type { Run } from '../../warehouse/runs.ts';
import { factsOfRun } from './explain-placement.ts';

/** How to ask again what a run knew: its day, its facts, and the segments it placed. */
export function planOfRun(engine: Engine, { runId, asOf }: Pick<Run, 'runId' | 'asOf'>): PlanContext {
  return {
    ...{ runId, asOf, dialect: engine.dialect, observed: new Map(), loadedOn: null },
    rowsOf: (source) => table([source.id], source.columns),
    segmentsOf: ({ id }) => assignedIn(id, runId),
  };
}

/** A segmentation placed over the facts a run kept; `project` is the one that run knew. */
export function placedOnKept(project: Project, segmentation: Segmentation, plan: PlanContext): Placed {
  const facts = factsOfRun(project, segmentation.entity, plan);
  return placedRelation(segmentation, listOf(segmentation, plan), facts, null, plan);
}
