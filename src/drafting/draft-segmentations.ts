import type { Draft, DraftSegmentation } from './draft.ts';
import { proposals } from './proposals/index.ts';
import type { Scene } from './proposals/proposal.ts';
import type { Template } from './templates/template.ts';
import { fillTemplate } from './templates/template.ts';

/** Which of the proposed segmentations is primary, and why: the first of these that is there. */
const PRIMARY: readonly (readonly [id: string, why: string])[] = [
  ['value', 'what customers are worth decides who is served how; the others are lenses'],
  ['rfm', 'who buys lately, often and for much is what a shop plans by; the others are lenses'],
  ['usage', 'nothing says what customers are worth, and use comes next'],
  ['lifecycle', 'nothing says what customers are worth or do; time as a customer is what there is'],
];

/** A draft with the units of a template that its attributes can fill; with what they carry of themselves where none can. */
export function withTemplate(draft: Draft, scene: Scene, template: Template): Draft {
  const { written, leftOut } = fillTemplate(template, scene);
  const told = { ...draft, leftOut: [...draft.leftOut, ...leftOut] };
  if (written.length === 0) return withSegmentations(told, scene);
  return primaryOf(template)({
    ...told,
    attributes: [...draft.attributes, ...written.flatMap(({ attributes = [] }) => attributes)],
    segmentations: written.map(({ segmentation }) => segmentation),
  });
}

/** How the primary segmentation is chosen: as the template says, else by what the data say. */
export const primaryOf =
  (template: Template | null) =>
  (draft: Draft): Draft => {
    const isOfTemplate = draft.segmentations.some(({ isGiven }) => isGiven);
    const primary = template?.primary.find((id) => draft.segmentations.some((one) => one.id === id));
    return template && isOfTemplate && primary
      ? choose(draft, primary, `the template \`${template.id}\` is built around it; the others are lenses`)
      : withPrimary(draft);
  };

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
  return choose(draft, primary, why);
}

function choose(draft: Draft, primary: string | null, why: string): Draft {
  if (primary === null) return { ...draft, project: { ...draft.project, primary: null, segments: null } };
  const bands = draft.segmentations.find(({ id }) => id === primary)?.segments.length ?? 0;
  const segments = bands < 3 || bands > 7 ? { from: Math.min(bands, 3), to: Math.max(bands, 7) } : null;
  return {
    ...draft,
    project: {
      ...{ ...draft.project, primary, segments },
      notes: { ...draft.project.notes, primary: `chosen: ${why}` },
    },
  };
}
