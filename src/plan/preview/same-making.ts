import type { Attribute, Entity, Project, Source } from '../../definitions/project.ts';
import { parentColumn } from '../../definitions/scopes.ts';
import { sourcesRead } from '../../definitions/sources-read.ts';
import { columnNames } from '../../sql/walk.ts';
import { derivedColumns } from '../facts/levels.ts';

/** Why the values a run kept are not those an edited definition would have. */
export type Difference = 'new' | 'changed' | 'source' | 'made-of';

/**
 * Whether the values of an attribute that a run kept are those its edited definition would have; null where they are. What
 * is said of it in words (title, owner, unit) does not count.
 */
export function differenceOf(attribute: Attribute, now: Entity, before: Entity | null): Difference | null {
  const kept = before?.attributes.find(({ id }) => id === attribute.id);
  if (!kept) return 'new';
  if (!isMadeAlike(kept, attribute)) return 'changed';
  const read = (one: Attribute) => sourcesRead(one.origin).map(({ source }) => source);
  const earlier = read(kept);
  if (read(attribute).some((source, index) => !isReadAlike(source, earlier[index]))) return 'source';
  return isMadeOfKept(attribute, now, before) ? null : 'made-of';
}

/** Whether both definitions of an entity list the same customers, with the same status and money. */
export function listsAlike(now: Entity, before: Entity | null): boolean {
  if (!before || !isReadAlike(now.source, before.source)) return false;
  if (now.hash === before.hash) return isStatusKept(now, before);
  const said = ({ key, belongsTo, activeWhen, formerWhen, money }: Entity) =>
    saying([
      ...[key, belongsTo && [belongsTo.column, belongsTo.entity.id], money?.id],
      ...[activeWhen?.expression, formerWhen?.expression],
    ]);
  return said(now) === said(before) && isStatusKept(now, before);
}

function isStatusKept(now: Entity, before: Entity): boolean {
  const read = [now.activeWhen, now.formerWhen].flatMap((written) =>
    written ? columnNames(written.expression) : [],
  );
  return [...read, ...(now.money ? [now.money.id] : [])].every((name) => isColumnKept(name, now, before));
}

/** A hash covers everything; where only words or other columns of a source differ, what it is made of is compared. */
function isMadeAlike(kept: Attribute, { hash, type, history, origin }: Attribute): boolean {
  if (kept.hash === hash) return true;
  // What members are rolled up by is not in the origin, only in the hash.
  if (origin.kind === 'rollup') return false;
  return saying([kept.type, kept.history, kept.origin]) === saying([type, history, origin]);
}

/** The path of a file, and which days it stands for, are in no hash. */
const isReadAlike = (source: Source, kept: Source | undefined) =>
  kept !== undefined && saying(readAs(source)) === saying(readAs(kept));

const readAs = ({ origin, asOf, events }: Source) => [origin, asOf, events?.covers];

function isMadeOfKept(attribute: Attribute, now: Entity, before: Entity | null): boolean {
  const derived = derivedColumns(attribute);
  const own = new Set(derived.map(({ name }) => name));
  return derived
    .flatMap(({ expression }) => columnNames(expression))
    .every((name) => own.has(name) || isColumnKept(name, now, before));
}

function isColumnKept(name: string, now: Entity, before: Entity | null): boolean {
  const attribute = now.attributes.find(({ id }) => id === name);
  if (attribute) return differenceOf(attribute, now, before) === null;
  const [parent, kept] = [now.belongsTo?.entity, before?.belongsTo?.entity ?? null];
  const above = parent?.attributes.find(({ id }) => parentColumn(parent.id, id) === name);
  return !parent || !above || differenceOf(above, parent, kept) === null;
}

const WORDS = new Set(['span', 'place', 'title', 'description', 'owner', 'url', 'hash', 'text']);

/** What something says, without places and words about it. */
function saying(what: unknown): string {
  return JSON.stringify(what, (key, value: unknown) => (WORDS.has(key) ? undefined : value));
}

export const entityNamed = ({ entities }: Project, id: string): Entity | null =>
  entities.find((one) => one.id === id) ?? null;
