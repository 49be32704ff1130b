import { stableHash } from '../../base/stable-hash.ts';
import type { Attribute, Project, Source, SourceColumn } from '../../definitions/project.ts';
import { sourcesRead } from '../../definitions/sources-read.ts';

/** Which run's facts an attribute of an earlier step is taken from as it stands; null: it is made anew. */
export type HeldFrom = 'before' | 'now' | null;

/** What an attribute's past is known by. */
type Dating =
  /** Rows with days of their own. */
  | 'dated'
  /** A condition on `as_of` over rows that declare no day: nobody can leave out the rows of the days since. */
  | 'by-condition'
  /** Nothing: rows say what is true when they are loaded. */
  | 'undated'
  /** Made of other attributes. */
  | 'derived';

export function datingOf({ origin, history }: Attribute): Dating {
  switch (origin.kind) {
    case 'column':
      return origin.source.versions ? 'dated' : 'undated';
    case 'aggregate':
      if (origin.source.events || origin.source.versions) return 'dated';
      return history === 'fixed' ? 'by-condition' : 'undated';
    case 'book':
      return 'dated';
    case 'expression':
    case 'rank':
    case 'rollup':
    case 'score':
      return 'derived';
  }
}

/** Both ends of the path, as far as it matters where a value comes from. */
export interface Ends {
  readonly before: Project;
  readonly now: Project;
  /** The same day at both ends: then all that data says anew is said of that day. */
  readonly isSameDay: boolean;
  /** Whether what a source says of the old day may be other than it was. */
  readonly isRestated: (source: Source) => boolean;
}

/**
 * Where an attribute of a step comes from. What has no days of its own keeps the value of the old day as long as the steps
 * are about that, unless it is true of every day (`fixed`) or new; what has days is made anew where it may have been restated.
 */
export function heldFrom(attribute: Attribute, isOldDay: boolean, ends: Ends): HeldFrom {
  const dating = datingOf(attribute);
  if (dating === 'derived') return null;
  const isOld = meansTheSame(attribute, ends.before);
  if (dating === 'undated') {
    const isOfToday = attribute.history === 'fixed' || ends.isSameDay;
    if (!isOld) return 'now';
    return isOfToday && meansTheSame(attribute, ends.now) ? 'now' : 'before';
  }
  if (!isOldDay || !isOld) return null;
  const isKept = attribute.history === 'as-loaded' && !ends.isSameDay;
  return isKept || !sourcesRead(attribute.origin).some(({ source }) => ends.isRestated(source))
    ? 'before'
    : null;
}

/** Whether a project has the attribute with the same definition, down to the columns it is made of. */
export function meansTheSame({ entity, id, hash }: Attribute, { entities }: Project): boolean {
  const attributes = entities.find((one) => one.id === entity)?.attributes;
  return attributes?.some((one) => one.id === id && one.hash === hash) ?? false;
}

/** Whether rows that were typed by one definition of a source are those that an older one would have had. */
export function readsAlike(typed: Source, older: Source): boolean {
  const columnOf = ({ name, header, type }: SourceColumn) => stableHash([name, header, { ...type }]);
  const has = new Set(typed.columns.map(columnOf));
  return timesOf(typed) === timesOf(older) && older.columns.every((column) => has.has(columnOf(column)));
}

function timesOf({ timeZone, population, versions, events }: Source): string {
  const names = (columns: readonly (SourceColumn | null)[]) => columns.map((one) => one?.name ?? null);
  return stableHash({
    timeZone,
    population,
    versions: versions && names([versions.from, versions.to, ...versions.key]),
    events: events && names([events.date, events.knownFrom, ...events.identity]),
  });
}
