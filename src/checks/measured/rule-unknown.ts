import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { SegmentationCounts } from '../../measures/segment-counts.ts';
import type { MeasuredCheck } from '../check.ts';
import { listed } from '../../base/listed.ts';
import { percent } from '../number-words.ts';

const LIMIT = 0.2;

/** Rules that lack data for many customers, who fall through to where later rules take them. */
export const ruleUnknown: MeasuredCheck = {
  id: 'rule-unknown',
  title: 'Rules lack data',
  source: 'Three-valued conditions: a missing value is unknown, not false (SQL:2023, 3.1.6)',
  severity: 'warning',
  summary: 'More than a fifth of all customers fall through rules of a segmentation because they lack data.',
  needs: 'run',
  read: ({ segmentations, asOf }) => segmentations.flatMap((counts) => judge(counts, asOf)),
};

function judge({ segmentation, rules, customers }: SegmentationCounts, asOf: string): readonly Finding[] {
  const lacking = rules.filter(({ unknownCount }) => customers > 0 && unknownCount / customers > LIMIT);
  const most = Math.max(0, ...lacking.map(({ unknownCount }) => unknownCount));
  const [first] = lacking;
  if (!first) return [];
  const segments = listed(lacking.map(({ segment }) => `\`${segment}\``));
  return [
    warning(
      'rule-unknown',
      `On ${asOf}, ${segments} in \`${segmentation.id}\` cannot be decided for up to ${most} of ${customers} (${percent(most, customers)}): data is missing.`,
      {
        place: segmentation.rules[first.ordinal]?.place ?? segmentation.place,
        hint: 'Fill the attributes they read, or say what a missing one means with `is null` or `coalesce`.',
        data: { unknown: most, customers },
      },
    ),
  ];
}
