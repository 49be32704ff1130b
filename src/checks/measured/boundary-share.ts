import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { LikenessCounts } from '../../measures/likeness-counts.ts';
import { wilson } from '../../numeric/wilson.ts';
import type { MeasuredCheck } from '../check.ts';
import { percent } from '../number-words.ts';

const LIMIT = 0.2;

/** Discovered groups that pass into each other. */
export const boundaryShare: MeasuredCheck = {
  id: 'boundary-share',
  title: 'Groups are not apart',
  source:
    'Seed 004: boundary customers are flagged; Dolnicar, Grün and Leisch (2018), 7.5.2: separated groups have few customers in the gorge between them',
  severity: 'warning',
  summary: 'More than a fifth of the customers are nearly as like another discovered group as their own.',
  needs: 'run',
  read: ({ likeness, project, asOf }) =>
    likeness.flatMap((counts) => judge(counts, project.limits.minimumCount, asOf)),
};

function judge(
  { segmentation, active, boundary, boundaryMargin, segments }: LikenessCounts,
  minimum: number,
  asOf: string,
): readonly Finding[] {
  if (active < minimum) return [];
  const { low, high } = wilson(boundary, active);
  if (low <= LIMIT) return [];
  const [pair] = pairsOf(segments).toSorted((a, b) => b.customers - a.customers);
  return [
    warning(
      'boundary-share',
      `On ${asOf}, ${boundary} of ${active} active customers (${percent(boundary, active)}, interval ${percent(low, 1)} to ${percent(high, 1)}) of \`${segmentation.id}\` have a margin below ${boundaryMargin}${pair ? `; ${pair.customers} of them stand between \`${pair.between[0]}\` and \`${pair.between[1]}\`` : ''}.`,
      {
        place: segmentation.place,
        hint: 'Ask for fewer groups, give the basis values that tell them apart, or take the groups as a cut through one cloud and say so.',
        data: { boundary, active, limit: LIMIT },
      },
    ),
  ];
}

/** Two groups and the customers at the boundary between them, whichever of the two they are in. */
function pairsOf(segments: LikenessCounts['segments']) {
  const towards = (from: string, to: string) =>
    segments.find(({ segment }) => segment === from)?.towards.find(({ segment }) => segment === to)
      ?.customers ?? 0;
  return segments.flatMap(({ segment: one }, at) =>
    segments.slice(at + 1).map(({ segment: other }) => ({
      between: [one, other] as const,
      customers: towards(one, other) + towards(other, one),
    })),
  );
}
