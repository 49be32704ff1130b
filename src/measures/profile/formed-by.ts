import { attributesOf, attributesRead } from '../../definitions/attributes-used.ts';
import type { Attribute, BookMeasure, Entity, Segmentation } from '../../definitions/project.ts';

/**
 * The attributes of the entity that made the segments: those rules and fits read, what those are calculated from, and
 * what is calculated from any of these. That segments differ by them says nothing new.
 */
export function formedBy(segmentation: Segmentation): ReadonlySet<Attribute> {
  const { entity, learning } = segmentation;
  const read = [...attributesOf(segmentation), ...attributesRead(entity, learning?.basis ?? [])];
  const sources = read.flatMap((attribute) => [attribute, ...madeFrom(entity, attribute)]);
  const formed = new Set(sources.flatMap((attribute) => [attribute, ...sameFigure(entity, attribute)]));
  for (const attribute of entity.attributes)
    if (madeFrom(entity, attribute).some((part) => formed.has(part))) formed.add(attribute);
  return formed;
}

/** What an attribute is calculated from within its entity, through any number of steps. */
function madeFrom(entity: Entity, attribute: Attribute): readonly Attribute[] {
  const parts = madeOf(entity, attribute);
  return [...new Set(parts.flatMap((part) => [part, ...madeFrom(entity, part)]))];
}

/** The attributes of the entity that one is directly calculated from. */
export function madeOf(entity: Entity, { origin }: Attribute): readonly Attribute[] {
  switch (origin.kind) {
    case 'expression':
      return attributesRead(entity, [origin.value.expression]);
    case 'rank':
      return attributesRead(entity, [origin.ranking.of]);
    case 'score':
      return attributesRead(
        entity,
        origin.parts.map(({ value }) => value),
      );
    default:
      return [];
  }
}

/** Measures of a book that say the same in other words: ARR is twelve times MRR, tenure is days since the first start. */
const FIGURES: Readonly<Partial<Record<BookMeasure, string>>> = {
  mrr: 'revenue',
  arr: 'revenue',
  tenure_days: 'beginning',
  first_start: 'beginning',
};

/** Attributes of the same book and day that say the same. */
function sameFigure({ attributes }: Entity, { origin }: Attribute): readonly Attribute[] {
  if (origin.kind !== 'book') return [];
  const figure = FIGURES[origin.measure];
  return attributes.filter(
    ({ origin: other }) =>
      other.kind === 'book' &&
      other.book === origin.book &&
      other.daysAgo === origin.daysAgo &&
      figure !== undefined &&
      FIGURES[other.measure] === figure,
  );
}
