import type { DefinitionChange } from '../definitions/definition-change.ts';
import { nameKey } from '../definitions/definition-name.ts';
import type { Project, Segmentation } from '../definitions/project.ts';
import type { References } from './references.ts';
import { reachedFrom, referencesIn } from './references.ts';

/** A segmentation that is not defined as it was, on the sides that have it: one of them at least. */
export interface ChangedSegmentation {
  readonly id: string;
  readonly before: Segmentation | null;
  readonly after: Segmentation | null;
  /** The definitions written anew that it is made of, itself among them, and who is newly placed by hand. */
  readonly because: readonly DefinitionChange[];
}

/**
 * What may place somebody elsewhere: segmentations with another hash, and those for which other customers are placed by hand,
 * itself or in one they ask for. First those of the project as it is, in its order, then the removed ones.
 */
export function changedSegmentations(
  before: Project | null,
  after: Project,
  changes: readonly DefinitionChange[],
): { readonly changed: readonly ChangedSegmentation[]; readonly unchanged: number } {
  const earlier = new Map((before?.segmentations ?? []).map((one) => [one.id, one]));
  const sides = [before, after].flatMap((project) => (project ? [referencesIn(project)] : []));
  const standing = after.segmentations.filter((one) => !isSame(earlier.get(one.id), one));
  const kept = new Set(after.segmentations.map(({ id }) => id));
  const removed = [...earlier.values()].filter(({ id }) => !kept.has(id));
  const told = (id: string, then: Segmentation | null, now: Segmentation | null): ChangedSegmentation => ({
    ...{ id, before: then, after: now },
    because: reasonsFor(id, changes, sides),
  });
  return {
    changed: [
      ...standing.map((one) => told(one.id, earlier.get(one.id) ?? null, one)),
      ...removed.map((one) => told(one.id, one, null)),
    ],
    unchanged: after.segmentations.length - standing.length,
  };
}

const isSame = (before: Segmentation | undefined, after: Segmentation): boolean =>
  before?.hash === after.hash && handsOf(before) === handsOf(after);

/** Who is placed by hand, in a segmentation and in those it asks for: no part of its hash. */
function handsOf(segmentation: Segmentation): string {
  const all = new Set([segmentation]);
  for (const one of all) for (const used of one.uses) all.add(used);
  return [...all]
    .flatMap(({ overrides }) => overrides.map(({ hash }) => hash))
    .toSorted()
    .join(' ');
}

/** What was written anew of all it is made of; the project's own settings where it is nothing else. */
function reasonsFor(
  id: string,
  changes: readonly DefinitionChange[],
  sides: readonly References[],
): readonly DefinitionChange[] {
  const own = nameKey({ kind: 'segmentation', id, entity: null });
  const reached = new Set(sides.flatMap((side) => [...reachedFrom(side, own)]));
  const isByHand = (change: DefinitionChange) =>
    change.kind === 'override' &&
    sides.some((side) => [...(side.get(nameKey(change))?.to ?? [])].some((to) => reached.has(to)));
  const found = changes.filter((change) => reached.has(nameKey(change)) || isByHand(change));
  return found.length > 0 ? found : changes.filter(({ kind }) => kind === 'project');
}
