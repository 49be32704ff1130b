import { holm } from '../../numeric/holm.ts';
import { wilson } from '../../numeric/wilson.ts';
import type { Segmentation } from '../../definitions/project.ts';
import type { Effect, Profile, ProfiledAttribute, ProfiledSegment } from './profile.ts';

/** Segments of a segmentation with how many customers of the day each has, the fallback last. */
export function profiledSegments(
  { segments, fallback }: Segmentation,
  customersOf: (segment: string) => number,
  minimumCount: number,
): readonly ProfiledSegment[] {
  const all = [...segments, fallback].map(({ id, title }) => ({ id, title, customers: customersOf(id) }));
  const base = all.reduce((sum, { customers }) => sum + customers, 0);
  return all.map(({ id, title, customers }, index) => ({
    segment: id,
    title,
    isFallback: index === all.length - 1,
    customers,
    share: base < minimumCount ? null : wilson(customers, base),
  }));
}

/** Why an attribute tells nobody apart: nobody has a value, or all who have one have the same. Null where it does. */
export function whyNothingTold(attribute: ProfiledAttribute): string | null {
  if (attribute.everyone.known === 0) return 'is known of nobody';
  const isConstant =
    attribute.kind === 'number'
      ? attribute.everyone.least === attribute.everyone.greatest
      : attribute.categories.length === 1 && isNoneOrAll(attribute.categories[0]?.everyone.share ?? 0);
  return isConstant ? 'is the same for everybody it is known of' : null;
}

const isNoneOrAll = (share: number) => share === 0 || share === 1;

/** Of many comparisons some lie beyond a small effect by chance: a marker holds after correction too. */
const LEVEL = 0.05;

/** Attributes with their p-values corrected together, the strongest effect first. */
export function assembleAttributes(
  attributes: readonly ProfiledAttribute[],
): Pick<Profile, 'attributes' | 'tests'> {
  const pValues = attributes.flatMap(effectsOf).flatMap(({ pValue }) => (pValue === null ? [] : [pValue]));
  const corrected = holm(pValues).values();
  const correct = (effect: Effect | null): Effect | null => {
    if (!effect || effect.pValue === null) return effect;
    const pValue = corrected.next().value ?? 1;
    return { ...effect, pValue, isMarker: effect.isMarker && pValue <= LEVEL };
  };
  const ranked = attributes
    .map((attribute) => withEffects(attribute, correct))
    .toSorted((a, b) => strongest(b) - strongest(a));
  return { attributes: ranked, tests: pValues.length };
}

/** The largest strength in any segment, -1 where nothing can be said. */
function strongest(attribute: ProfiledAttribute): number {
  return Math.max(-1, ...effectsOf(attribute).map(({ strength }) => Math.abs(strength)));
}

/** In the order {@link withEffects} goes through them. */
function effectsOf(attribute: ProfiledAttribute): readonly Effect[] {
  const cells =
    attribute.kind === 'number'
      ? attribute.segments
      : attribute.categories.flatMap((category) => category.segments);
  return cells.flatMap(({ effect }) => (effect ? [effect] : []));
}

function withEffects(
  attribute: ProfiledAttribute,
  change: (effect: Effect | null) => Effect | null,
): ProfiledAttribute {
  const changed = <Cell extends { readonly effect: Effect | null }>(cells: readonly Cell[]) =>
    cells.map((cell) => ({ ...cell, effect: change(cell.effect) }));
  if (attribute.kind === 'number') return { ...attribute, segments: changed(attribute.segments) };
  return {
    ...attribute,
    categories: attribute.categories.map((one) => ({ ...one, segments: changed(one.segments) })),
  };
}
