import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Entity, Segmentation } from '../../definitions/project.ts';
import type { Relation } from '../../sql/relation.ts';
import { renameColumns } from '../../sql/walk.ts';
import { overridesOn } from '../placements.ts';

/** A version of the definitions: as published, or edited. */
export interface Side {
  /** With the rules it has learned, and the hash of what was learned. */
  readonly fitted: (segmentation: Segmentation) => Segmentation;
  readonly fitHash: (segmentation: Segmentation) => string | null;
  /** Names in the facts of an entity of what this version's expressions call otherwise. */
  readonly names: (entity: Entity) => ReadonlyMap<string, string>;
  /** Columns `customer`, `segment` and `reason` of a segmentation that is read from where it is placed; null: the scan works it out. */
  readonly placed: (segmentation: Segmentation, inScanOf: Entity) => Relation | null;
}

/** A segmentation of a side to be placed in one scan of the facts of its entity. */
export interface Wanted {
  readonly side: Side;
  readonly segmentation: Segmentation;
}

/** Equal keys: both versions place everybody alike, as far as their facts are the same. */
export function placementKey(segmentation: Segmentation, side: Side, asOf: CalendarDate): string {
  const { rules, entity, uses, likeness, hysteresis, hash } = side.fitted(segmentation);
  const names = side.names(entity);
  return keyOf([
    segmentsOf(segmentation),
    rules.map(({ segment, when }) => [segment, renameColumns(when, names)]),
    overridesOn(segmentation, asOf).map(({ customers, segment }) => [customers, segment]),
    likeness && side.fitHash(segmentation),
    hysteresis && hash,
    uses.map((used) => placementKey(used, side, asOf)),
  ]);
}

/** What is said, without where it was written. */
export const keyOf = (what: unknown): string =>
  JSON.stringify(what, (name, value: unknown) => (name === 'span' ? undefined : value));

/** The fallback first. */
export const segmentsOf = ({ segments, fallback }: Segmentation): readonly string[] =>
  [fallback, ...segments].map(({ id }) => id);
