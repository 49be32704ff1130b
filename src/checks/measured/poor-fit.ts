import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { LikenessCounts } from '../../measures/likeness-counts.ts';
import { wilson } from '../../numeric/wilson.ts';
import type { MeasuredCheck } from '../check.ts';
import { percent } from '../number-words.ts';

/** Of those learned from so many are below the first percentile; twice as many are no accident. */
const EXPECTED = 0.01;
const LIMIT = 2 * EXPECTED;

/** Customers that groups learned once no longer describe. */
export const poorFit: MeasuredCheck = {
  id: 'poor-fit',
  title: 'Groups no longer fit',
  source:
    'Seed 004: best fit by similarity, reviewed as customers change; Dolnicar, Grün and Leisch (2018), step 10: groups are watched and learned anew',
  severity: 'warning',
  summary: 'More than twice as many customers are unlike every group as when the groups were learned.',
  needs: 'run',
  read: ({ likeness, project, asOf }) =>
    likeness.flatMap((counts) => judge(counts, project.limits.minimumCount, asOf)),
};

function judge(
  { segmentation, active, poorFit: poor, segments }: LikenessCounts,
  minimum: number,
  asOf: string,
): readonly Finding[] {
  if (active < minimum) return [];
  const { low, high } = wilson(poor, active);
  if (low <= LIMIT) return [];
  const worst = segments.toSorted((a, b) => b.poorFit - a.poorFit)[0];
  return [
    warning(
      'poor-fit',
      `On ${asOf}, ${poor} of ${active} active customers (${percent(poor, active)}, interval ${percent(low, 1)} to ${percent(high, 1)}) are unlike every group of \`${segmentation.id}\`; 1 % were when the groups were learned. Most of them, ${worst?.poorFit ?? 0}, are in \`${worst?.segment ?? ''}\`.`,
      {
        place: segmentation.place,
        hint: 'Look at some with `clade explain`: if customers have changed, learn anew (`refit`); if a value of the basis has, mend its source.',
        data: { poorFit: poor, active, limit: LIMIT },
      },
    ),
  ];
}
