import { warning } from '../../base/finding.ts';
import type { DefinitionCheck } from '../check.ts';
import { countOf } from '../number-words.ts';

/** One segmentation is the primary one; the others are lenses. */
export const noPrimary: DefinitionCheck = {
  id: 'no-primary',
  title: 'No primary segmentation',
  source: 'Seed 002: five segmentations at once, and a customer belongs to one segment',
  severity: 'warning',
  summary: 'The project does not say which segmentation tiers, personas and the count policy attach to.',
  needs: 'definitions',
  read({ primary, segmentations, place }) {
    const [first] = segmentations;
    if (primary || !first) return [];
    return [
      warning('no-primary', `None of ${countOf(segmentations.length, 'segmentation')} is the primary one.`, {
        place,
        hint: `Write \`primary: ${first.id}\` into the project, or the id of another.`,
        data: { segmentations: segmentations.length },
      }),
    ];
  },
};
