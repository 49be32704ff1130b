import type { HeatCell } from '../../charts/profile-heat-map.ts';
import type { Effect, Profile, ProfiledAttribute } from '../../measures/profile/profile.ts';

/** An attribute, or one value of it, against the segments. */
export interface EffectRow {
  readonly title: string;
  readonly formed: boolean;
  readonly cells: readonly (HeatCell | null)[];
}

/** Attributes against the segments that have customers. */
export interface EffectTable {
  readonly segments: readonly string[];
  readonly rows: readonly EffectRow[];
}

/** Those that differ most first; what formed the segments comes last, since it differs by definition. */
export function effectTable({ attributes, segments }: Profile): EffectTable {
  const isThere = segments.map(({ customers }) => customers > 0);
  const rows = attributes
    .flatMap(rowsOf)
    .map((row) => ({ ...row, cells: row.cells.filter((_, index) => isThere[index]) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null));
  return {
    segments: segments.filter((_, index) => isThere[index]).map(({ title }) => title),
    rows: rows.toSorted((a, b) => Number(a.formed) - Number(b.formed) || strongest(b) - strongest(a)),
  };
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
