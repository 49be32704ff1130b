import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { SegmentationCounts } from '../../measures/segment-counts.ts';
import type { MeasuredCheck } from '../check.ts';
import { percent } from '../number-words.ts';

/** More customers in the fallback than the project allows. */
export const fallbackShare: MeasuredCheck = {
  id: 'fallback-share',
  title: 'Large fallback',
  source: 'Seed 002: mutually exclusive and complete; seed 004: every customer gets a segment',
  severity: 'warning',
  summary: 'Too many active customers are in no named segment.',
  needs: 'run',
  read: ({ segmentations, project, asOf }) =>
    segmentations.flatMap((counts) => judge(counts, project.limits.fallbackShare, asOf)),
};

function judge(
  { segmentation, segments, active }: SegmentationCounts,
  limit: number,
  asOf: string,
): readonly Finding[] {
  const left = segments.find(({ isFallback }) => isFallback)?.active ?? 0;
  if (active === 0 || left / active <= limit) return [];
  return [
    warning(
      'fallback-share',
      `On ${asOf}, ${left} of ${active} active customers (${percent(left, active)}) of \`${segmentation.id}\` are in its fallback.`,
      {
        place: segmentation.fallback.place,
        hint: 'See with `clade explain` what they lack; widen a rule or name them as a segment.',
        data: { fallback: left, active, limit },
      },
    ),
  ];
}
