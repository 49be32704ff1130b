import { randomBytes } from 'node:crypto';
import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Engine } from '../../engines/engine.ts';
import type { FitDrift } from '../../measures/fit-drift.ts';
import { fitDriftRelation, readFitDrift } from '../../measures/fit-drift.ts';
import type { SegmentPair } from '../../measures/segment-pairs.ts';
import { readSegmentPairs, segmentPairsRelation } from '../../measures/segment-pairs.ts';
import { learnedGroups } from '../../methods/cluster/learned-groups.ts';
import type { Fit } from '../../methods/method.ts';
import { printOptions } from '../../plan/context.ts';
import { fitOf, learningRelation, withFit } from '../../plan/fits.ts';
import { placedCustomers } from '../../plan/placed-customers.ts';
import { placedSegments } from '../../plan/placements.ts';
import { createTableAs } from '../../sql/print.ts';
import { columnsOf, table } from '../../sql/relation.ts';
import type { Relation } from '../../sql/relation.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import { newRunId } from '../../warehouse/runs.ts';
import { dropTable } from '../../warehouse/state.ts';
import { factsOfRun } from './explain-placement.ts';
import { holdsOfRun } from './holds-before.ts';
import { placedOnKept } from './kept-facts.ts';
import { planOfRun } from './plan-of-run.ts';
import { openScratch, scratchName } from './load-sources.ts';
import type { ProfiledSnapshot } from './profiled-snapshot.ts';

/** Learns anew from the facts a snapshot kept, names matched to who had them; a finding where too few teach it. */
export async function learnAgain(
  engine: Engine,
  { snapshot, project, segmentation }: ProfiledSnapshot,
  before: Fit,
): Promise<Fit | Finding> {
  const { learning } = segmentation;
  if (!learning) throw new Error(`${segmentation.id} learns nothing`);
  const facts = factsOfRun(project, segmentation.entity, planOfRun(snapshot, engine));
  const rows = await readRelation(
    engine,
    learningRelation(learning, facts),
    `what ${segmentation.id} learns from`,
    snapshot.asOf,
  );
  const { parameters, customers } = learning.learn(rows, before.parameters);
  if (parameters !== null && customers >= project.limits.minimumCount)
    return fitOf(segmentation, learning, parameters, snapshot.asOf);
  return error(
    'fit-too-few',
    `\`${segmentation.id}\` has ${customers} customers with data to learn from on ${snapshot.asOf}, too few to say anything.`,
    { hint: `It takes ${project.limits.minimumCount}, the project's \`minimumCount\`.` },
  );
}

/** Customers by their segment as the snapshot has it and as another fit would have it, over the same facts. */
export async function movedByFit(
  engine: Engine,
  { snapshot, project, segmentation }: ProfiledSnapshot,
  fit: Fit,
): Promise<readonly SegmentPair[]> {
  const plan = { ...planOfRun(snapshot, engine), holdOf: await holdsOfRun(engine, snapshot.runId) };
  const placed = placedOnKept(project, withFit(segmentation, fit), plan);
  const name = scratchName(
    engine,
    `refit_${segmentation.id}`,
    newRunId(new Date(0), randomBytes(6).toString('hex')),
  );
  return withTable(engine, name, placedSegments(placed), snapshot, async (again) => {
    const pairs = segmentPairsRelation(placedCustomers(snapshot), again);
    const label = `who moves by another fit of ${segmentation.id}`;
    return readSegmentPairs(await readRelation(engine, pairs, label, snapshot.asOf));
  });
}

/** How customers of the snapshot's day fit what was learned before; null where a method has no such number. */
export async function driftOfFit(
  engine: Engine,
  { snapshot, project, segmentation }: ProfiledSnapshot,
  fit: Fit,
): Promise<FitDrift | null> {
  const { likeness, learning } = withFit(segmentation, fit);
  const groups = learning && learnedGroups(learning, fit);
  if (!likeness || !groups) return null;
  const { relation } = placedOnKept(project, withFit(segmentation, fit), planOfRun(snapshot, engine));
  const [row] = await readRelation(
    engine,
    fitDriftRelation(relation, likeness),
    `fit of ${segmentation.id}`,
    snapshot.asOf,
  );
  return readFitDrift(row ?? {}, groups.parameters.mixture.fitMean, project.limits.minimumCount);
}

/** Rows in a table of their own for the time of `ask`: what a likeness calculates is too much to be joined as it is. */
async function withTable<Answer>(
  engine: Engine,
  name: readonly string[],
  rows: Relation,
  snapshot: ProfiledSnapshot['snapshot'],
  ask: (stored: Relation) => Promise<Answer>,
): Promise<Answer> {
  await openScratch(engine);
  const print = printOptions(planOfRun(snapshot, engine), name.at(-1) ?? '');
  await engine.execute(createTableAs(name, rows, [], engine.dialect, print));
  try {
    return await ask(table(name, columnsOf(rows)));
  } finally {
    await dropTable(engine, name);
  }
}
