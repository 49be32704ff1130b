import type {
  CategoryOfSegment,
  CategoryShares,
  Effect,
  NumberOfSegment,
  Profile,
  ProfiledAttribute,
} from './profile.ts';

/** One thing by which a segment is set against everybody outside it. */
export interface Contrast {
  readonly attribute: ProfiledAttribute;
  readonly effect: Effect;
  readonly index: number | null;
  readonly of:
    | { readonly kind: 'number'; readonly segment: NumberOfSegment }
    | { readonly kind: 'category'; readonly category: CategoryShares; readonly segment: CategoryOfSegment };
}

/** Everything that can be said of a segment, the strongest effect first; of two opposite values only the one it has more of. */
export function contrastsOf({ attributes }: Profile, segment: string): readonly Contrast[] {
  return attributes
    .flatMap((attribute) => contrastsBy(attribute, segment))
    .toSorted((a, b) => Math.abs(b.effect.strength) - Math.abs(a.effect.strength));
}

function contrastsBy(attribute: ProfiledAttribute, segment: string): readonly Contrast[] {
  if (attribute.kind === 'number') {
    const own = attribute.segments.find((one) => one.segment === segment);
    if (!own?.effect) return [];
    return [{ attribute, effect: own.effect, index: own.index, of: { kind: 'number', segment: own } }];
  }
  const isEitherOr = attribute.categories.length === 2;
  return attribute.categories.flatMap((category) => {
    const own = category.segments.find((one) => one.segment === segment);
    if (!own?.effect || (isEitherOr && own.effect.value < 0)) return [];
    return [
      { attribute, effect: own.effect, index: own.index, of: { kind: 'category', category, segment: own } },
    ];
  });
}
