import type { Column } from '../../numeric/cluster/column.ts';
import type { AttributeCoverage } from './coverage.ts';
import type { FoundGroup, FoundLevel } from './found-level.ts';
import type { Marker } from './markers.ts';
import { markersOf } from './markers.ts';
import type { GroupName } from './name-groups.ts';
import { nameGroups } from './name-groups.ts';

/** A level told group by group, the largest first. */
export interface ToldGroups {
  readonly level: number;
  readonly groups: readonly ToldGroup[];
}

/** A group with a proposed name, and what sets it apart from everybody outside it, the strongest first. */
export interface ToldGroup extends FoundGroup, GroupName {
  readonly markers: readonly ToldMarker[];
}

/** A marker in words, with its figures: medians of a number, shares of a value; both over those known. */
export interface ToldMarker {
  readonly attribute: string;
  readonly title: string;
  readonly kind: 'number' | 'share';
  /** The value whose share is told; null of a number, and of any value but zero. */
  readonly value: string | null;
  readonly here: number;
  readonly everyone: number;
  readonly strength: number;
}

/** Says what the groups of a level are like; of groups below `minimumCount` nothing is said, and they have plain names. */
export function tellGroups(
  level: FoundLevel,
  attributes: readonly AttributeCoverage[],
  columns: readonly Column[],
  labels: Int32Array,
  minimumCount: number,
): ToldGroups {
  const markers = markersOf(attributes, columns, labels, level.groups).map((own, group) =>
    (level.found[group]?.customers ?? 0) < minimumCount ? [] : own,
  );
  const names = nameGroups(markers.map((own) => own.filter(({ attribute }) => !attribute.sensitive)));
  return {
    level: level.groups,
    groups: level.found.map((group, index) => ({
      ...group,
      ...(names[index] ?? { id: `group_${index + 1}`, title: `Group ${index + 1}` }),
      markers: once(markers[index] ?? []).map(told),
    })),
  };
}

/** Of markers with the same shares only the first: no internet, so no security and no backup. */
function once(markers: readonly Marker[]): readonly Marker[] {
  const keyOf = ({ kind, attribute, here, everyone }: Marker) =>
    kind === 'number' ? attribute.id : `${here.toFixed(3)} ${everyone.toFixed(3)}`;
  const keys = markers.map(keyOf);
  return markers.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

function told(marker: Marker): ToldMarker {
  const { attribute, kind, here, everyone, strength } = marker;
  const value = marker.kind === 'share' ? marker.value : null;
  return {
    attribute: attribute.id,
    title: attribute.title,
    ...{ kind, value, here, everyone, strength },
  };
}
