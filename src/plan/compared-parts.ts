import type { DefinitionChange } from '../definitions/definition-change.ts';
import { nameKey } from '../definitions/definition-name.ts';
import type { Attribute, Project } from '../definitions/project.ts';
import type { ChangedSegmentation } from './changed-segmentations.ts';
import { narrowed } from './narrowed.ts';
import type { References } from './references.ts';
import { reachedFrom, referencesIn } from './references.ts';

/** As much of two projects as has to be placed to compare them; null where there was none before. */
export interface ComparedParts {
  readonly before: Project | null;
  readonly after: Project;
}

/** Kinds whose definitions a run says something of by themselves, whether or not somebody is placed by them. */
const MEASURED: ReadonlySet<string> = new Set(['source', 'entity', 'book', 'attribute', 'score']);

/**
 * The changed segmentations with those they ask for, each on both sides where it is defined there. Of the sources they read on
 * either side, and of those behind what was written anew, everything is kept that is made of these alone, so that what a run finds
 * of them is found on both sides or on none. Null where nothing has to be read.
 */
export function comparedParts(
  before: Project | null,
  after: Project,
  changed: readonly ChangedSegmentation[],
  changes: readonly DefinitionChange[],
): ComparedParts | null {
  const written = changes.filter(({ kind }) => MEASURED.has(kind)).map(nameKey);
  const asked = [...changed.map(({ id }) => keyOf(id)), ...written];
  if (asked.length === 0) return null;
  const references = [before, after].flatMap((project) => (project ? [referencesIn(project)] : []));
  const reached = new Set(asked.flatMap((key) => references.flatMap((side) => [...reachedFrom(side, key)])));
  const kept = new Set(references.flatMap((side) => attributesWithin(side, reached)));
  const partOf = (project: Project): Project => ({
    ...narrowed(project, {
      segmentations: project.segmentations.filter(({ id }) => reached.has(keyOf(id))),
      attributes: project.entities
        .flatMap(({ attributes }) => attributes)
        .filter((attribute) => kept.has(attributeKey(attribute))),
    }),
    quality: project.quality,
  });
  return { before: before && partOf(before), after: partOf(after) };
}

const keyOf = (id: string) => nameKey({ kind: 'segmentation', id, entity: null });
const attributeKey = ({ id, entity }: Attribute) => nameKey({ kind: 'attribute', id, entity });

/** Keys of the attributes that read no source but some of these. */
function attributesWithin(references: References, sources: ReadonlySet<string>): readonly string[] {
  return [...references.keys()].filter(
    (key) =>
      key.startsWith('attribute ') &&
      [...reachedFrom(references, key)].every((to) => !to.startsWith('source ') || sources.has(to)),
  );
}
