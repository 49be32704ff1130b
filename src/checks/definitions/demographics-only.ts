import { warning } from '../../base/finding.ts';
import type { Segmentation } from '../../definitions/project.ts';
import { attributesOf } from '../../definitions/attributes-used.ts';
import type { DefinitionCheck } from '../check.ts';
import { listed } from '../../base/listed.ts';

/** A primary segmentation that only looks at who customers are, never at what they do, need or are worth. */
export const demographicsOnly: DefinitionCheck = {
  id: 'demographics-only',
  title: 'Demographics only',
  source: 'Seeds 002 (bad segmentation, anti-patterns) and 003 (mistake 2)',
  severity: 'warning',
  summary: 'The primary segmentation places customers by firmographic and demographic attributes alone.',
  needs: 'definitions',
  read({ primary, segmentations }) {
    const all = segmentations.every(isDemographic) ? segmentations.slice(0, 1) : [];
    const judged = primary ? [primary].filter(isDemographic) : all;
    return judged.map((segmentation) => {
      const names = [...new Set(attributesOf(segmentation).map(({ id }) => `\`${id}\``))];
      return warning(
        'demographics-only',
        `\`${segmentation.id}\` places customers by who they are alone: ${listed(names)}.`,
        {
          place: segmentation.place,
          hint: 'Add what they do, need or are worth; a lens may stay as it is.',
          data: { attributes: names.length },
        },
      );
    });
  },
};

function isDemographic(segmentation: Segmentation): boolean {
  const attributes = attributesOf(segmentation);
  return (
    attributes.length > 0 &&
    attributes.every(({ basis }) => basis === 'firmographic' || basis === 'demographic')
  );
}
