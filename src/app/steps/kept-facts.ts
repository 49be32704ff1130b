import type { Project, Segmentation } from '../../definitions/project.ts';
import type { PlanContext } from '../../plan/context.ts';
import { placedRelation } from '../../plan/placements.ts';
import type { Placed } from '../../plan/placements.ts';
import { listOf } from '../../plan/ranks.ts';
import { factsOfRun } from './explain-placement.ts';

/** A segmentation placed over the facts a run kept; `project` is the one that run knew. */
export function placedOnKept(project: Project, segmentation: Segmentation, plan: PlanContext): Placed {
  const facts = factsOfRun(project, segmentation.entity, plan);
  return placedRelation(segmentation, listOf(segmentation, plan), facts, null, plan);
}
