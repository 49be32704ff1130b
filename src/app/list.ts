import * as z from 'zod';
import { formatPlace } from '../base/place.ts';
import type { Head, Project } from '../definitions/project.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import { defineUseCase, found } from './use-case.ts';

const KINDS = ['source', 'entity', 'book', 'attribute', 'segmentation', 'metrics'] as const;

const input = z.object({
  kind: z.enum(KINDS).optional().describe('Only definitions of this kind'),
});

/** A definition in one line; `of` is the entity it is about. */
export interface ListedDefinition {
  readonly kind: (typeof KINDS)[number];
  readonly id: string;
  readonly of: string | null;
  readonly title: string;
  readonly place: string;
}

export const list = defineUseCase({
  name: 'list',
  summary: 'List the definitions of the project',
  effect: 'reads',
  input,
  positional: ['kind'],
  async run({ kind }, context) {
    const { project, findings } = await readProjectDefinitions(context);
    if (!project) return found<readonly ListedDefinition[]>(null, findings);
    return found(everyDefinition(project).filter((one) => kind === undefined || one.kind === kind));
  },
});

function everyDefinition(project: Project): readonly ListedDefinition[] {
  const line = (kind: ListedDefinition['kind'], head: Head, of: string | null): ListedDefinition => ({
    kind,
    id: head.id,
    of,
    title: head.title,
    place: formatPlace(head.place),
  });
  return [
    ...project.sources.map((source) => line('source', source, null)),
    ...project.entities.map((entity) => line('entity', entity, entity.belongsTo?.entity.id ?? null)),
    ...project.books.map((book) => line('book', book, book.entity)),
    ...project.entities.flatMap((entity) =>
      entity.attributes.map((attribute) => line('attribute', attribute, entity.id)),
    ),
    ...project.segmentations.map((segmentation) =>
      line('segmentation', segmentation, segmentation.entity.id),
    ),
    ...project.metrics.map((metrics) => line('metrics', metrics, metrics.entity)),
  ];
}
