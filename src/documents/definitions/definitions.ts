import type { Head, Project } from '../../definitions/project.ts';
import { attributeTold } from './attribute.ts';
import { bookTold } from './book.ts';
import { entityTold } from './entity.ts';
import { metricsTold } from './metrics.ts';
import { segmentationTold } from './segmentation.ts';
import { sourceTold } from './source.ts';
import type { Told } from './told.ts';

export type DefinitionKind = 'source' | 'entity' | 'book' | 'attribute' | 'segmentation' | 'metrics';

/** A definition as people read it. Its name is its id, of an attribute `entity.attribute`. */
export interface ToldDefinition {
  readonly name: string;
  readonly kind: DefinitionKind;
  readonly head: Head;
  readonly told: Told;
}

/** Every definition of a project in words; segmentations first: of equal ids, that is what people ask for. */
export function definitionsTold(project: Project): readonly ToldDefinition[] {
  const told = <One extends Head>(kind: DefinitionKind, ones: readonly One[], tell: (one: One) => Told) =>
    ones.map((head) => ({ name: head.id, kind, head, told: tell(head) }));
  return [
    ...told('segmentation', project.segmentations, segmentationTold),
    ...told('entity', project.entities, entityTold),
    ...project.entities.flatMap((entity) =>
      entity.attributes.map((head) => ({
        name: `${entity.id}.${head.id}`,
        kind: 'attribute' as const,
        head,
        told: attributeTold(head, entity, project),
      })),
    ),
    ...told('book', project.books, bookTold),
    ...told('metrics', project.metrics, metricsTold),
    ...told('source', project.sources, sourceTold),
  ];
}
