import type { Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { PreviewedSegmentation } from '../../measures/preview/previewed.ts';
import { previewed, renamesOf, talliedCounts, talliedTransitions } from '../../measures/preview/previewed.ts';
import { readTallies, talliesRelation } from '../../measures/preview/tallies.ts';
import { countedScan } from '../../plan/preview/counted-scan.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { EditedSide } from './edited-side.ts';
import type { KeptRun } from './kept-run.ts';

/** What edited definitions would do to a segmentation, by one scan of the facts a run kept. */
export async function previewKept(
  engine: Engine,
  segmentation: Segmentation,
  { side, factsOf }: EditedSide,
  kept: KeptRun,
): Promise<PreviewedSegmentation> {
  const { asOf } = kept.run;
  const before = publishedDefinition(segmentation, kept);
  const scan = countedScan(
    factsOf(segmentation.entity).relation,
    [...(before ? [{ side: kept.side, segmentation: before }] : []), { side, segmentation }],
    asOf,
  );
  const rows = await readRelation(engine, talliesRelation(scan), `preview of ${segmentation.id}`, asOf);
  const tallies = readTallies(scan, rows);
  return previewed(
    segmentation,
    before,
    {
      before: before && talliedCounts(tallies, (tally) => tally.before),
      after: talliedCounts(tallies, (tally) => tally.after),
    },
    talliedTransitions(tallies, renamesOf(segmentation, before)),
    kept.project.limits.minimumCount,
  );
}

/** The segmentation as the run published it; null where it did not, or placed another entity. */
export function publishedDefinition({ id, entity }: Segmentation, kept: KeptRun): Segmentation | null {
  if (!kept.snapshots.has(id)) return null;
  const before = kept.project.segmentations.find((one) => one.id === id);
  return before?.entity.id === entity.id ? before : null;
}
