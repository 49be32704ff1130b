import type { Segmentation } from '../../definitions/project.ts';
import { renamedIn } from '../movement/renames.ts';
import type { MeasuredRow, SegmentCount } from '../segment-counts.ts';
import type { DriftBin } from './drift.ts';

/**
 * Customers of the segments on two days, those of then from the rows of `segment_counts`; a segment that has another id by now (`was`) is
 * the same one, and one that is gone keeps its customers of then.
 */
export function segmentBins(
  segmentation: Segmentation,
  base: readonly MeasuredRow[],
  now: readonly Pick<SegmentCount, 'segment' | 'active'>[],
): readonly DriftBin[] {
  const then = new Map<string, number>();
  for (const row of base) {
    const id = renamedIn(segmentation, String(row['segment']));
    then.set(id, (then.get(id) ?? 0) + Number(row['active']));
  }
  const today = new Map(now.map(({ segment, active }) => [segment, active]));
  const all = [...segmentation.segments, segmentation.fallback];
  const gone = [...then.keys()].filter((id) => !all.some((one) => one.id === id));
  const labels = [...all, ...gone.map((id) => ({ id, title: `${id} (no longer defined)` }))];
  return labels.map(({ id, title }) => ({
    label: title,
    before: then.get(id) ?? 0,
    after: today.get(id) ?? 0,
  }));
}
