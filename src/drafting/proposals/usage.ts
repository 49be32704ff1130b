import type { DraftSegment, MeasuredAttribute } from '../draft.ts';
import { shareBelow } from '../edges.ts';
import { formatNumber } from '../../base/format-number.ts';
import { inSentence } from '../words.ts';
import type { Proposal, Scene } from './proposal.ts';
import { just, known, LEAST_VALUES, nothing } from './proposal.ts';

const NEW_DAYS = 30;

/** Days of use: heavy, regular, light and none, with newcomers apart. */
export const usage: Proposal = {
  id: 'usage',
  title: 'Usage',
  summary: 'Rules over active days in a window, newcomers first.',
  propose(scene) {
    const days = known(scene, 'active_days');
    if (!days) return nothing();
    if (days.survey.distinct < LEAST_VALUES)
      return nothing(`No usage segments: \`${days.id}\` has too few different values.`);
    const [regular, heavy] = levels(days);
    if (heavy <= 1)
      return nothing(`No usage segments: hardly anybody has more than one active day by \`${days.id}\`.`);
    return just({
      ...{
        id: 'usage',
        title: `Usage by ${inSentence(days.title ?? days.id)}`,
        description: null,
        entity: scene.entity,
        method: 'rules',
        options: {},
      },
      segments: [
        ...newcomers(scene),
        { id: 'heavy', title: 'Heavy', when: `${days.id} >= ${heavy}` },
        ...(regular < heavy && regular > 1
          ? [{ id: 'regular', title: 'Regular', when: `${days.id} >= ${regular}` }]
          : []),
        { id: 'light', title: 'Light', when: `${days.id} >= 1` },
        { id: 'dormant', title: 'Dormant', when: `${days.id} = 0` },
      ],
      fallback: { id: 'not_tracked', title: 'Not tracked' },
      above: [
        `Usage: \`${days.id}\` of ${formatNumber(scene.customers)} customers on ${scene.asOf} reaches from ${days.survey.least} to ${days.survey.most}. Of those who were active at all, a fifth has ${heavy} or more, and half has ${regular} or more. The first rule that is true places a customer.`,
      ],
      notes: {},
    });
  },
};

/** The values that half and four fifths of the active reach. */
function levels({ survey }: MeasuredAttribute): readonly [regular: number, heavy: number] {
  const idle = shareBelow(survey, 1);
  const at = (share: number) =>
    Number(survey.twentieths[Math.min(20, Math.round((idle + share * (1 - idle)) * 20))] ?? 0);
  return [at(0.5), at(0.8)];
}

/** Newcomers overlap every level of use, so they come first; left out where hardly anybody is one. */
function newcomers(scene: Scene): readonly DraftSegment[] {
  const tenure = known(scene, 'tenure_days');
  const share = tenure ? shareBelow(tenure.survey, NEW_DAYS) : 0;
  return tenure && share >= 0.01 && share <= 0.6
    ? [
        {
          id: 'new',
          title: 'New',
          when: `${tenure.id} < ${NEW_DAYS}`,
          note: 'in the first 30 days use says little',
        },
      ]
    : [];
}
