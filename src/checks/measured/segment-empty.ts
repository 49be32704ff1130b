import { warning } from '../../base/finding.ts';
import type { MeasuredCheck } from '../check.ts';

/** A named segment that nobody is in. */
export const segmentEmpty: MeasuredCheck = {
  id: 'segment-empty',
  title: 'Empty segment',
  source: 'Seed 003: a segment is measurable and substantial',
  severity: 'warning',
  summary: 'Nobody is in a named segment, and the finding says whether its rule is true of anyone.',
  needs: 'run',
  read: ({ segmentations, asOf }) =>
    segmentations.flatMap(({ segmentation, segments, rules, customers }) =>
      customers === 0
        ? []
        : segments
            .filter((one) => one.customers === 0 && !one.isFallback)
            .map(({ segment, ordinal }) => {
              const rule = rules.find((one) => one.segment === segment);
              const takers =
                rule?.swallowed.map(({ by, customers: taken }) => `\`${by}\` took ${taken}`) ?? [];
              const why =
                takers.length > 0
                  ? `its rule is true of ${rule?.trueCount}, and ${takers.join(', ')}`
                  : `its rule is true of nobody and unknown of ${rule?.unknownCount ?? 0}`;
              return warning(
                'segment-empty',
                `Nobody is in \`${segment}\` of \`${segmentation.id}\` on ${asOf}: ${why}.`,
                {
                  place: segmentation.segments[ordinal]?.place ?? segmentation.place,
                  hint: 'Look at the rule with `clade show`, or take the segment out.',
                },
              );
            }),
    ),
};
