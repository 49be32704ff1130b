import type { Draft, DraftSegmentation } from './draft.ts';
import { proposals } from './proposals/index.ts';
import type { Scene } from './proposals/proposal.ts';

/** Which of the proposed segmentations is primary, and why: the first of these that is there. */
const PRIMARY: readonly (readonly [id: string, why: string])[] = [
  ['value', 'what customers are worth decides who is served how; the others are lenses'],
  ['rfm', 'who buys lately, often and for much is what a shop plans by; the others are lenses'],
  ['usage', 'nothing says what customers are worth, and use comes next'],
  ['lifecycle', 'nothing says what customers are worth or do; time as a customer is what there is'],
];

/** A draft with the segmentations its measured attributes carry. */
export function withSegmentations(draft: Draft, scene: Scene): Draft {
  const proposed = proposals.map(({ propose }) => propose(scene));
  const segmentations = proposed.flatMap((one) => one.segmentations);
  return withPrimary({
    ...draft,
    segmentations,
    leftOut: [...draft.leftOut, ...proposed.flatMap(({ leftOut }) => leftOut)],
  });
}

/** The draft with its primary segmentation chosen among those it has. */
export function withPrimary(draft: Draft): Draft {
  const hasRecurring = draft.attributes.some(
    ({ concept }) => concept === 'monthly_revenue' || concept === 'annual_revenue',
  );
  const order = hasRecurring ? PRIMARY : [...PRIMARY.slice(1, 2), ...PRIMARY.filter((_, at) => at !== 1)];
  const chosen = order.find(([id]) => draft.segmentations.some((one) => one.id === id));
  const first: DraftSegmentation | undefined = draft.segmentations[0];
  const [primary, why] =
    chosen ?? (first ? [first.id, 'the only kind of segmentation the data carry'] : [null, '']);
  if (primary === null) return { ...draft, project: { ...draft.project, primary: null, segments: null } };
  const bands = draft.segmentations.find(({ id }) => id === primary)?.segments.length ?? 0;
  const segments = bands < 3 || bands > 7 ? { from: Math.min(bands, 3), to: Math.max(bands, 7) } : null;
  return {
    ...draft,
    project: {
      ...draft.project,
      primary,
      segments,
      notes: { ...draft.project.notes, primary: `chosen: ${why}` },
    },
  };
}
