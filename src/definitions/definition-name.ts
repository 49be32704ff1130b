/** Which definition is meant: its kind and its id; an attribute or a score is one of an entity. */
export interface DefinitionName {
  /** Id of its kind: `segmentation`. */
  readonly kind: string;
  readonly id: string;
  readonly entity: string | null;
}

/** One text for one definition: `attribute account.mrr`. A score is an attribute: they share their names. */
export function nameKey({ kind, id, entity }: DefinitionName): string {
  return `${kind === 'score' ? 'attribute' : kind} ${entity === null ? id : `${entity}.${id}`}`;
}
