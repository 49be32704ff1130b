import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import { readSizes, sizesRelation } from '../../measures/figures/members.ts';
import { statePairs, readTransitions, transitionCounts } from '../../measures/movement/transitions.ts';
import { readReasons, reasonsRelation } from '../../measures/placement-reasons.ts';
import type { Counted, PreviewedSegmentation } from '../../measures/preview/previewed.ts';
import { previewed, renamesOf } from '../../measures/preview/previewed.ts';
import { narrowed } from '../../plan/narrowed.ts';
import { placedCustomers } from '../../plan/placed-customers.ts';
import type { Relation } from '../../sql/relation.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { AppContext } from '../context.ts';
import type { Outcome } from '../use-case.ts';
import { found } from '../use-case.ts';
import type { KeptRun } from './kept-run.ts';
import { usedSources } from './load-sources.ts';
import { allPlacedOn } from './placed-on.ts';
import { publishedDefinition } from './preview-kept.ts';
import type { ReadSources } from './read-sources.ts';
import { withLoaded } from './read-sources.ts';
import type { State } from './with-state.ts';

/** The same from facts made anew of the sources as they are now, for the same day; they last as long as the question. */
export function previewLoaded(
  project: Project,
  told: readonly Segmentation[],
  kept: KeptRun,
  { engine, folder }: State,
  context: AppContext,
): Promise<Outcome<readonly PreviewedSegmentation[]>> {
  const sources = usedSources(narrowed(project, { segmentations: told }));
  return withLoaded<readonly PreviewedSegmentation[]>(
    project,
    folder,
    engine,
    sources,
    context,
    async (read) => {
      const { asOf } = kept.run;
      context.onStage('facts');
      context.onProgress({ label: `facts of ${asOf}`, share: null, rows: null });
      const placed = await allPlacedOn(asOf, told, read);
      if (placed.kind === 'unknown')
        return found<readonly PreviewedSegmentation[]>(null, [notKnown(placed.reason)]);
      try {
        const answers: PreviewedSegmentation[] = [];
        for (const one of told) {
          const members = placed.membersOf.get(one.id);
          if (!members) throw new Error(`${one.id} was not placed`);
          answers.push(await compared(one, members, kept, read));
        }
        return found<readonly PreviewedSegmentation[]>(answers, placed.findings);
      } finally {
        await placed.drop();
      }
    },
  );
}

async function compared(
  segmentation: Segmentation,
  members: Relation,
  kept: KeptRun,
  { engine }: ReadSources,
): Promise<PreviewedSegmentation> {
  const { asOf } = kept.run;
  const rows = (relation: Relation) => readRelation(engine, relation, `preview of ${segmentation.id}`, asOf);
  const before = publishedDefinition(segmentation, kept);
  const snapshot = kept.snapshots.get(segmentation.id);
  const published = before && snapshot ? placedCustomers(snapshot) : null;
  const transitions = published
    ? await rows(transitionCounts(statePairs(published, members, renamesOf(segmentation, before))))
    : [];
  return previewed(
    segmentation,
    before,
    {
      before: published && (await countedOf(published, rows)),
      after: await countedOf(members, rows),
    },
    readTransitions(transitions),
    kept.project.limits.minimumCount,
  );
}

async function countedOf(
  members: Relation,
  rows: (relation: Relation) => ReturnType<typeof readRelation>,
): Promise<Counted> {
  const sizes = await rows(sizesRelation(members));
  return {
    reasons: readReasons(await rows(reasonsRelation(members))),
    sizes: new Map(
      sizes.map((row) => {
        const segment = String(row['segment']);
        const { placed, active } = readSizes(sizes, segment);
        const money = row['money'] === null || row['money'] === undefined ? null : String(row['money']);
        return [segment, { customers: placed, active, money }];
      }),
    ),
  };
}

const notKnown = (reason: string): Finding => error('not-known-on-day', reason);
