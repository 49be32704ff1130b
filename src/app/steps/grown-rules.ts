import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import { rulesText } from '../../drafting/draft-rules.ts';
import type { DraftRules } from '../../drafting/draft-rules.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import type { Engine } from '../../engines/engine.ts';
import { learnedGroups } from '../../methods/cluster/learned-groups.ts';
import type { GroupRule } from '../../methods/cluster/rules-from-groups.ts';
import { rulesFromGroups } from '../../methods/cluster/rules-from-groups.ts';
import { learningRelation } from '../../plan/fits.ts';
import { placedSegments } from '../../plan/placements.ts';
import { placedCustomers } from '../../plan/placed-customers.ts';
import type { SegmentPair } from '../../measures/segment-pairs.ts';
import { readSegmentPairs, segmentPairsRelation } from '../../measures/segment-pairs.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import { factsOfRun } from './explain-placement.ts';
import { placedOnKept } from './kept-facts.ts';
import { planOfRun } from './plan-of-run.ts';
import type { ProfiledSnapshot } from './profiled-snapshot.ts';

/** Grows the rules that stand for the groups of a snapshot, from the facts it kept; a finding where it has no groups. */
export async function grownRules(
  engine: Engine,
  { snapshot, project, segmentation, fit }: ProfiledSnapshot,
): Promise<readonly GroupRule[] | Finding> {
  const { learning } = segmentation;
  const groups = learning && fit && learnedGroups(learning, fit);
  if (!learning || !groups) return noGroups(segmentation);
  const facts = factsOfRun(project, segmentation.entity, planOfRun(snapshot, engine));
  const rows = await readRelation(
    engine,
    learningRelation(learning, facts),
    `what ${segmentation.id} is compared by`,
    snapshot.asOf,
  );
  return rulesFromGroups(groups, rows);
}

export function noGroups({ id, method }: Segmentation): Finding {
  return error(
    'no-groups-learned',
    method === 'cluster'
      ? `\`${id}\` had too few customers to learn groups from.`
      : `\`${id}\` is placed by ${method}; nothing was learned that rules could stand for.`,
    { hint: 'Name a segmentation with `method: cluster` that a run has placed.' },
  );
}

/** Counts customers by their segment in the snapshot and by the rules, both over the same facts. */
export async function pairedWithRules(
  engine: Engine,
  { snapshot, project }: ProfiledSnapshot,
  draft: DraftRules,
): Promise<readonly SegmentPair[]> {
  const ruled = amongKnown(project, draft);
  const placed = placedSegments(placedOnKept(ruled.project, ruled.segmentation, planOfRun(snapshot, engine)));
  const pairs = segmentPairsRelation(placedCustomers(snapshot), placed);
  const label = `${snapshot.segmentation} against its rules`;
  return readSegmentPairs(await readRelation(engine, pairs, label, snapshot.asOf));
}

/** The rules as the run would have read them, under a name no definition has. */
function amongKnown(
  { texts, segmentations }: Project,
  draft: DraftRules,
): { readonly project: Project; readonly segmentation: Segmentation } {
  const taken = new Set(segmentations.map(({ id }) => id));
  let id = draft.id;
  while (taken.has(id)) id = `${id}_again`;
  const { project, findings } = readDefinitions([
    ...texts,
    { path: `${id}.yaml`, text: rulesText({ ...draft, id }) },
  ]);
  const segmentation = project?.segmentations.find((one) => one.id === id);
  if (!project || !segmentation)
    throw new Error(`rules were written that do not read: ${findings[0]?.message ?? ''}`);
  return { project, segmentation };
}
