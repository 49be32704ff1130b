import type { Segmentation } from '../../definitions/project.ts';
import type { Expression } from '../../sql/expression.ts';
import { choose, compare, text } from '../../sql/expression.ts';
import { TEXT } from '../../sql/value-type.ts';

/**
 * Ids of the first definition's segments under the last one, through every definition between; ids that stayed are left
 * out. Definitions are in the order of their snapshots.
 */
export function renamesThrough(definitions: readonly Segmentation[]): ReadonlyMap<string, string> {
  const [first, ...later] = definitions;
  if (!first) return new Map();
  const became = segmentIds(first).map(
    (id) => [id, later.reduce((now, definition) => renamedIn(definition, now), id)] as const,
  );
  return new Map(became.filter(([id, now]) => id !== now));
}

/** The id a segment of an earlier definition has in this one; its own where it was not renamed. */
export function renamedIn({ segments, fallback }: Segmentation, id: string): string {
  return [...segments, fallback].find(({ was }) => was.includes(id))?.id ?? id;
}

const segmentIds = ({ segments, fallback }: Segmentation) => [...segments, fallback].map(({ id }) => id);

/** A segment under the id it has by now. */
export function underNewIds(segment: Expression, names: ReadonlyMap<string, string>): Expression {
  const branches = [...names].map(([id, now]) => ({
    when: compare(segment, '=', text(id)),
    then: text(now),
  }));
  return branches.length === 0 ? segment : choose(branches, segment, TEXT);
}

/** Every id that any of the definitions gave up for another, with the one it has in the last of them. */
export function namesToday(definitions: readonly Segmentation[]): ReadonlyMap<string, string> {
  const last = definitions.at(-1);
  const now = new Set(last ? segmentIds(last) : []);
  const all = definitions.flatMap((_, index) => [...renamesThrough(definitions.slice(index))]);
  return new Map(all.filter(([id]) => !now.has(id)));
}
