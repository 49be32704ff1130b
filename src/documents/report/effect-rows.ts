import type { HeatCell } from '../../charts/profile-heat-map.ts';
import type { Effect, Profile, ProfiledAttribute } from '../../measures/profile/profile.ts';

/** An attribute, or one value of it, against the segments. */
export interface EffectRow {
  readonly title: string;
  readonly formed: boolean;
  readonly cells: readonly (HeatCell | null)[];
}

/** Those that differ most first; what formed the segments comes last, since it differs by definition. */
export function effectRows({ attributes }: Profile): readonly EffectRow[] {
  return attributes
    .flatMap(rowsOf)
    .filter(({ cells }) => cells.some((cell) => cell !== null))
    .toSorted((a, b) => Number(a.formed) - Number(b.formed) || strongest(b) - strongest(a));
}

const strongest = ({ cells }: EffectRow) => Math.max(...cells.map((cell) => Math.abs(cell?.strength ?? 0)));

function rowsOf(attribute: ProfiledAttribute): readonly EffectRow[] {
  const { title, formed } = attribute;
  if (attribute.kind === 'number')
    return [{ title, formed, cells: attribute.segments.map(({ effect }) => cellOf(effect)) }];
  return attribute.categories
    .filter(({ value }) => value !== null)
    .map(({ label, segments }) => ({
      title: `${title}: ${label}`,
      formed,
      cells: segments.map(({ effect }) => cellOf(effect)),
    }));
}

const cellOf = (effect: Effect | null): HeatCell | null =>
  effect && { strength: effect.strength, word: effect.word, isMarker: effect.isMarker };
