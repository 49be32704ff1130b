import type { CalendarDate } from '../../base/calendar-date.ts';
import { stableHash } from '../../base/stable-hash.ts';
import type { Attribute, Project, Source } from '../../definitions/project.ts';
import { sourcesRead } from '../../definitions/sources-read.ts';
import { narrowed } from '../narrowed.ts';
import type { Ends } from './held.ts';
import { datingOf, heldFrom, readsAlike } from './held.ts';

/** A run as an end of the path. */
export interface End {
  readonly asOf: CalendarDate;
  /** As far as the segmentations go that are told. */
  readonly project: Project;
  /** Of what was loaded, by source; null where the source has no hash. */
  readonly hashes: ReadonlyMap<string, string | null>;
}

/**
 * A source says nothing new of the old day where its rows are the same to the byte, and the same of them were known and
 * count: none has a day it was known from, and it covers the same days.
 */
export function endsOf(before: End, now: End): Ends {
  const isSameDay = before.asOf === now.asOf;
  return {
    before: before.project,
    now: now.project,
    isSameDay,
    isRestated: ({ id, events }) => {
      const hash = now.hashes.get(id) ?? null;
      if (hash === null || hash !== before.hashes.get(id)) return true;
      if (events?.knownFrom && !isSameDay) return true;
      return coverageOf(before.project, id) !== coverageOf(now.project, id);
    },
  };
}

function coverageOf({ sources }: Project, id: string): string {
  const source = sources.find((one) => one.id === id);
  return stableHash(source ? [source.asOf, source.events && { ...source.events.covers }] : null);
}

/** Whether any attribute may have another value on the old day than it had then. */
export function isAnythingRestated(ends: Ends): boolean {
  return attributesOf(ends.before).some((attribute) => {
    const dating = datingOf(attribute);
    const isHeld = attribute.history === 'as-loaded' && dating === 'undated' && !ends.isSameDay;
    return (
      dating !== 'derived' &&
      !isHeld &&
      sourcesRead(attribute.origin).some(({ source }) => ends.isRestated(source))
    );
  });
}

/** Whether an attribute has to be made anew for one of some days, the old one or today. */
export function isMadeAnew(attribute: Attribute, isOldDay: readonly boolean[], ends: Ends): boolean {
  if (datingOf(attribute) === 'derived') return false;
  return isOldDay.some((isOld) => heldFrom(attribute, isOld, ends) === null);
}

/** Whether what the old definitions make anew can be made of the rows of today, which were typed by the new ones. */
export function isOldReadable(ends: Ends, typed: readonly Source[]): boolean {
  return attributesOf(ends.before)
    .filter((attribute) => isMadeAnew(attribute, [true], ends))
    .flatMap(({ origin }) => sourcesRead(origin))
    .every(({ source }) => {
      const found = typed.find(({ id }) => id === source.id);
      return found !== undefined && readsAlike(found, source);
    });
}

/** Whether a segmentation leans on rows whose days only a condition knows: nobody can leave out those since the old day. */
export function hidesDays({ now, isSameDay }: Ends, segmentation: string): boolean {
  const own = narrowed(now, { segmentations: now.segmentations.filter(({ id }) => id === segmentation) });
  return !isSameDay && attributesOf(own).some((attribute) => datingOf(attribute) === 'by-condition');
}

const attributesOf = ({ entities }: Project) => entities.flatMap(({ attributes }) => attributes);
