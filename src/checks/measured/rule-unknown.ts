import { warning } from '../../base/finding.ts';
import type { MeasuredCheck } from '../check.ts';
import { percent } from '../number-words.ts';

const LIMIT = 0.2;

/** A rule that lacks data for many: they fall through to where later rules take them. */
export const ruleUnknown: MeasuredCheck = {
  id: 'rule-unknown',
  title: 'Rule lacks data',
  source: 'Three-valued conditions: a missing value is unknown, not false (SQL:2023, 3.1.6)',
  severity: 'warning',
  summary: 'More than a fifth of all customers fall through a rule because it lacks data.',
  needs: 'run',
  read: ({ segmentations, asOf }) =>
    segmentations.flatMap(({ segmentation, rules, customers }) =>
      rules
        .filter(({ unknownCount }) => customers > 0 && unknownCount / customers > LIMIT)
        .map(({ segment, ordinal, unknownCount }) =>
          warning(
            'rule-unknown',
            `On ${asOf} the rule of \`${segment}\` in \`${segmentation.id}\` lacks data for ${unknownCount} of ${customers} (${percent(unknownCount, customers)}).`,
            {
              place: segmentation.rules[ordinal]?.place ?? segmentation.place,
              hint: 'Fill the attributes it reads, or say what a missing one means with `is null` or `coalesce`.',
              data: { unknown: unknownCount, customers },
            },
          ),
        ),
    ),
};
