import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { SegmentationCounts } from '../../measures/segment-counts.ts';
import type { MeasuredCheck } from '../check.ts';
import { percent } from '../number-words.ts';

/** One segment holds nearly everybody: the segmentation tells few apart. */
export const largestShare: MeasuredCheck = {
  id: 'largest-share',
  title: 'One segment holds nearly everybody',
  source: 'Seeds 002 and 003: segments exist to treat customers differently',
  severity: 'warning',
  summary: 'The largest segment has more of the active customers than the project allows.',
  needs: 'run',
  read: ({ segmentations, project, asOf }) =>
    segmentations.flatMap((counts) => judge(counts, project.limits.largestShare, asOf)),
};

function judge(
  { segmentation, segments, active }: SegmentationCounts,
  limit: number,
  asOf: string,
): readonly Finding[] {
  const named = segments.filter(({ isFallback }) => !isFallback);
  const largest = named.toSorted((a, b) => b.active - a.active)[0];
  if (!largest || active === 0 || largest.active / active <= limit) return [];
  return [
    warning(
      'largest-share',
      `On ${asOf}, ${largest.active} of ${active} active customers (${percent(largest.active, active)}) of \`${segmentation.id}\` are in \`${largest.segment}\`.`,
      {
        place: segmentation.segments[largest.ordinal]?.place ?? segmentation.place,
        hint: 'Edges taken from elsewhere seldom fit: look at the distribution and move them.',
        data: { largest: largest.active, active, limit },
      },
    ),
  ];
}
