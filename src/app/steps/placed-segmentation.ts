import type { Segmentation } from '../../definitions/project.ts';
import type { SegmentationCounts } from '../../measures/segment-counts.ts';
import type { Fit } from '../../methods/method.ts';
import type { Snapshot } from '../../warehouse/runs.ts';

/** A segmentation placed in a run: its counts and the snapshot it is compared with. */
export interface PlacedSegmentation {
  readonly segmentation: Segmentation;
  readonly fit: Fit | null;
  readonly counts: SegmentationCounts;
  readonly previous: Snapshot | null;
  /** Of a segmentation with hysteresis: the snapshot whose holds it started from; null where there is none. */
  readonly state: Snapshot | null;
}
