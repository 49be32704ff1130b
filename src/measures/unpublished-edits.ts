import type { Head, Project } from '../definitions/project.ts';

/** A definition that the files say otherwise than the published run did. */
export interface UnpublishedEdit {
  readonly kind: 'source' | 'entity' | 'book' | 'attribute' | 'segmentation' | 'metrics' | 'override';
  /** Its id; of an attribute `entity.attribute`. */
  readonly id: string;
  readonly change: 'edited' | 'new' | 'removed';
}

/** What the files say otherwise, told by hashes: comments and spaces are no edits; whatever refers to an edit is one too. */
export function unpublishedEdits(published: Project, files: Project): readonly UnpublishedEdit[] {
  const [then, now] = [definitionsOf(published), definitionsOf(files)];
  const gone = [...then].filter(([name]) => !now.has(name));
  return [
    ...[...now].flatMap(([name, one]): readonly UnpublishedEdit[] => {
      const before = then.get(name);
      if (before?.hash === one.hash) return [];
      return [{ kind: one.kind, id: one.id, change: before ? 'edited' : 'new' }];
    }),
    ...gone.map(([, { kind, id }]): UnpublishedEdit => ({ kind, id, change: 'removed' })),
  ];
}

interface Named {
  readonly kind: UnpublishedEdit['kind'];
  readonly id: string;
  readonly hash: string;
}

/** Segmentations first: that is what people ask about. */
function definitionsOf(project: Project): ReadonlyMap<string, Named> {
  const named = (kind: Named['kind'], { id, hash }: Pick<Head, 'id' | 'hash'>, name = id) =>
    [`${kind} ${name}`, { kind, id: name, hash }] as const;
  return new Map([
    ...project.segmentations.map((one) => named('segmentation', one)),
    ...project.segmentations.flatMap(({ overrides }) => overrides.map((one) => named('override', one))),
    ...project.entities.flatMap((entity) =>
      entity.attributes.map((one) => named('attribute', one, `${entity.id}.${one.id}`)),
    ),
    ...project.entities.map((one) => named('entity', one)),
    ...project.sources.map((one) => named('source', one)),
    ...project.books.map((one) => named('book', one)),
    ...project.metrics.map((one) => named('metrics', one)),
  ]);
}
