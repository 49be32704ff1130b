import { warning } from '../../base/finding.ts';
import type { DefinitionCheck } from '../check.ts';
import { countOf } from '../number-words.ts';

/** How many segments the primary segmentation has, the fallback not counted, against the project's limits. */
export const segmentCount: DefinitionCheck = {
  id: 'segment-count',
  title: 'Number of segments',
  source: 'Seeds 002 (5-10), 003 (3-5; 3-7; over 10 is a red flag) and 004 (3-5)',
  severity: 'warning',
  summary: 'The primary segmentation has fewer or more segments than a team can treat differently.',
  needs: 'definitions',
  read({ primary, limits }) {
    if (!primary) return [];
    const count = primary.segments.length;
    const { from, to } = limits.segments;
    if (count >= from && count <= to) return [];
    const few = count < from;
    return [
      warning(
        'segment-count',
        `The primary segmentation has ${countOf(count, 'segment')}; the limits are ${from} to ${to}.`,
        {
          place: primary.place,
          hint: few
            ? 'With so few, unlike customers are treated alike; divide one, or change `limits.segments` of the project.'
            : 'With so many, nobody acts on each; join some, or change `limits.segments` of the project.',
          data: { segments: count, from, to },
        },
      ),
    ];
  },
};
