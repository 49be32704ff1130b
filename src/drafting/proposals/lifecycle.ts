import type { DraftSegment } from '../draft.ts';
import { edgesAmong } from '../edges.ts';
import type { Proposal } from './proposal.ts';
import { just, known, nothing } from './proposal.ts';

/** Spans people think in, by the unit of the attribute, the most telling first. */
const SPANS: Readonly<Record<string, readonly number[]>> = {
  tenure_days: [365, 90, 30, 730, 1825, 180, 1095, 3650],
  tenure_months: [12, 24, 48, 6, 3, 60, 36, 120],
};
const UNIT_WORDS: Readonly<Record<string, string>> = { tenure_days: 'days', tenure_months: 'months' };
const MOST_EDGES = 3;
const NAMES: Readonly<Record<number, readonly string[]>> = {
  2: ['New', 'Established'],
  3: ['New', 'Established', 'Long-standing'],
  4: ['New', 'Settling', 'Established', 'Long-standing'],
};

/** How long somebody has been a customer, cut at the spans people think in. */
export const lifecycle: Proposal = {
  id: 'lifecycle',
  title: 'Lifecycle',
  summary: 'Bands of tenure: how long somebody has been a customer.',
  propose(scene) {
    const tenure = known(scene, 'tenure_days', 'tenure_months');
    if (!tenure) return nothing();
    const { survey, concept } = tenure;
    const edges = edgesAmong(survey, SPANS[concept ?? ''] ?? [], MOST_EDGES);
    if (edges.length === 0)
      return nothing(
        `No lifecycle: \`${tenure.id}\` lies between ${survey.least} and ${survey.most} for all, and no usual span parts them.`,
      );
    const all = [0, ...edges];
    const unit = UNIT_WORDS[concept ?? ''] ?? '';
    const segments = all.map((from, at): DraftSegment => {
      const to = all[at + 1] ?? null;
      const name = NAMES[all.length]?.[at] ?? `Stage ${at + 1}`;
      const span =
        to === null
          ? `${from} ${unit} and more`
          : from === 0
            ? `under ${to} ${unit}`
            : `${from} to ${to} ${unit}`;
      return { id: name.toLowerCase().replace('-', '_'), title: `${name}: ${span}`, from };
    });
    return just({
      ...{
        id: 'lifecycle',
        title: 'Lifecycle',
        description: null,
        entity: scene.entity,
        method: 'bands',
        options: { attribute: tenure.id },
        segments,
      },
      fallback: { id: 'not_known', title: 'Tenure not known' },
      above: [
        'Lifecycle: how long somebody has been a customer. It says nothing of how well they are doing.',
      ],
      notes: {},
    });
  },
};
