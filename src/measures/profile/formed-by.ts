import { attributesOf, attributesRead } from '../../definitions/attributes-used.ts';
import type { Attribute, Entity, Segmentation } from '../../definitions/project.ts';

/**
 * The attributes of the entity that made the segments: those rules and fits read, what those are calculated from, and
 * what is calculated from any of these. That segments differ by them says nothing new.
 */
export function formedBy(segmentation: Segmentation): ReadonlySet<Attribute> {
  const { entity, learning } = segmentation;
  const read = [...attributesOf(segmentation), ...attributesRead(entity, learning?.basis ?? [])];
  const formed = new Set(read.flatMap((attribute) => [attribute, ...madeFrom(entity, attribute)]));
  for (const attribute of entity.attributes)
    if (madeFrom(entity, attribute).some((part) => formed.has(part))) formed.add(attribute);
  return formed;
}

/** What an attribute is calculated from within its entity, through any number of steps. */
function madeFrom(entity: Entity, attribute: Attribute): readonly Attribute[] {
  const parts = partsOf(entity, attribute);
  return [...new Set(parts.flatMap((part) => [part, ...madeFrom(entity, part)]))];
}

function partsOf(entity: Entity, { origin }: Attribute): readonly Attribute[] {
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
