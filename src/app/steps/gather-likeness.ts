import type { ChosenNumber, LikenessTold, Told } from '../../documents/report/content.ts';
import type { Engine } from '../../engines/engine.ts';
import { likenessCountsRelation, readLikenessCounts } from '../../measures/likeness-counts.ts';
import type { SimilaritySteps } from '../../measures/similarity-steps.ts';
import { readSimilaritySteps, similarityStepsRelation } from '../../measures/similarity-steps.ts';
import { resemblingCustomers, similaritiesRelation } from '../../plan/resembling-customers.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { factsOfRun } from './explain-placement.ts';
import { searchBehind } from './kept-searches.ts';
import { planOfRun } from './plan-of-run.ts';
import type { ProfiledSnapshot } from './profiled-snapshot.ts';
import { learnedSegmentation } from './profiled-snapshot.ts';
import { factsGone } from './with-members.ts';

/** How a snapshot of discovered groups was learned and how clearly it places; null of any other method. */
export async function gatherLikeness(engine: Engine, snapshot: Snapshot): Promise<Told<LikenessTold> | null> {
  if (snapshot.method !== 'cluster') return null;
  const { fit, ...learned } = await learnedSegmentation(engine, snapshot);
  const { likeness } = learned.segmentation;
  if (!likeness || !fit)
    return { absent: `on ${snapshot.asOf} there were too few customers to learn groups from.` };
  const { boundaryMargin, asOf, segmentation: id } = snapshot;
  const resembling = resemblingCustomers(snapshot, boundaryMargin);
  const rows = await readRelation(engine, likenessCountsRelation(resembling), `likeness of ${id}`, asOf);
  return {
    told: {
      learnedAsOf: fit.learnedAsOf,
      model: likeness.model,
      counts: readLikenessCounts(learned.segmentation, boundaryMargin, rows),
      similarities: await similaritiesOf(engine, { ...learned, snapshot }),
    },
  };
}

/** The search its groups were adopted from; null of any other method. */
export async function gatherChosen(
  engine: Engine,
  { method, segmentation, asOf, fitHash }: Snapshot,
): Promise<Told<ChosenNumber> | null> {
  if (method !== 'cluster') return null;
  const adopted = await searchBehind(engine, segmentation, asOf);
  return adopted
    ? { told: { search: adopted.search, isLearnedAnew: adopted.fitHash !== fitHash } }
    : {
        absent: `\`${segmentation}\` was adopted from no search that is kept here; \`clade discover --to FILE\` tells what one finds today.`,
      };
}

async function similaritiesOf(
  engine: Engine,
  { snapshot, project, segmentation }: Omit<ProfiledSnapshot, 'fit'>,
): Promise<Told<readonly SimilaritySteps[]>> {
  const gone = await factsGone(engine, snapshot);
  if (gone) return { absent: `${gone.message} ${gone.hint ?? ''}`.trim() };
  const { likeness } = segmentation;
  if (!likeness) return { absent: 'Nothing was learned.' };
  const plan = planOfRun(snapshot, engine);
  const facts = factsOfRun(project, segmentation.entity, plan);
  const similarities = similaritiesRelation({ ...segmentation, likeness }, facts, plan);
  const ids = segmentation.segments.map(({ id }) => id);
  const steps = similarityStepsRelation(similarities, ids);
  const [row] = await readRelation(engine, steps, `similarities of ${segmentation.id}`, snapshot.asOf);
  return { told: readSimilaritySteps(ids, row ?? {}) };
}
