import type { Segmentation } from '../../definitions/project.ts';
import type { CallOptions, Engine } from '../../engines/engine.ts';
import type { PreviewedSegmentation } from '../../measures/preview/previewed.ts';
import { previewed, renamesOf, talliedCounts, talliedTransitions } from '../../measures/preview/previewed.ts';
import { readTallies, talliesRelation } from '../../measures/preview/tallies.ts';
import { countedScan, countingByMoving } from '../../plan/preview/counted-scan.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { EditedSide } from './edited-side.ts';
import type { KeptRun } from './kept-run.ts';
import type { PreparedCounts } from './prepared-counts.ts';

/** What a question is answered with. */
export interface Answering {
  readonly engine: Engine;
  /** Of a session; null where one question is asked and nothing prepared. */
  readonly prepared: PreparedCounts | null;
  readonly options: CallOptions;
}

/** What edited definitions would do to a segmentation, by one scan of the facts a run kept, or of what was counted of them. */
export async function previewKept(
  { engine, prepared, options }: Answering,
  segmentation: Segmentation,
  { side, factsOf }: EditedSide,
  kept: KeptRun,
): Promise<PreviewedSegmentation> {
  const { asOf } = kept.run;
  const before = publishedDefinition(segmentation, kept);
  const facts = factsOf(segmentation.entity).relation;
  const wanted = [...(before ? [{ side: kept.side, segmentation: before }] : []), { side, segmentation }];
  const label = `preview of ${segmentation.id}`;
  const counting = prepared && countingByMoving(facts, wanted, asOf);
  const stored =
    counting && (await prepared.rowsOf(counting.rows, { asOf, label, values: 'bound' }, options));
  const scan = stored ? counting.scan(stored) : countedScan(facts, wanted, asOf);
  const rows = await readRelation(engine, talliesRelation(scan), label, asOf);
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
