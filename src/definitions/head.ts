import type { Definition, HeadData } from './kind.ts';
import type { Head } from './project.ts';

/** The head of a definition, resolved: absent words are null, the title is the id unless given. */
export function headOf(
  { data, positions }: Definition<HeadData & { readonly id: string }>,
  hash: string,
): Head {
  return {
    id: data.id,
    title: data.title ?? data.id,
    description: data.description ?? null,
    owner: data.owner ?? null,
    url: data.url ?? null,
    place: positions.placeOf(['id']),
    hash,
  };
}
