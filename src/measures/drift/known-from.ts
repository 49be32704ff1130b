import type { CalendarDate } from '../../base/calendar-date.ts';
import { attributesRead } from '../../definitions/attributes-used.ts';
import type { Attribute, Segmentation } from '../../definitions/project.ts';
import type { BinnedAttribute } from './bin.ts';
import type { FirstCounted } from './recorded-bins.ts';

/**
 * The first day since the review on which everything a segmentation is made of was known: before it customers were in other
 * segments for want of data, which is no drift. `first` has days from the review up to yesterday; null where none of them will do.
 */
export function knownFrom(
  segmentation: Segmentation,
  review: CalendarDate,
  binned: readonly BinnedAttribute[],
  first: readonly FirstCounted[],
): CalendarDate | null {
  const made = madeOf(segmentation);
  const isOf = (one: { readonly entity: string; readonly attribute: string }) =>
    made.some(({ entity, id }) => entity === one.entity && id === one.attribute);
  const days = binned.filter(isOf).map(({ entity, attribute }) =>
    first
      .filter((one) => one.entity === entity && one.attribute === attribute)
      .map(({ firstDay }) => firstDay)
      .sort()
      .at(0),
  );
  if (days.includes(undefined)) return null;
  return [review, ...days.filter((day) => day !== undefined)].sort().at(-1) ?? review;
}

/** What its rules and fits read, and those of the segmentations it asks for. */
function madeOf(segmentation: Segmentation): readonly Attribute[] {
  const all = new Set([segmentation]);
  for (const one of all) for (const used of one.uses) all.add(used);
  return [...all].flatMap(({ entity, rules, learning }) =>
    attributesRead(entity, [...rules.map(({ when }) => when), ...(learning?.basis ?? [])]),
  );
}
