import type { Place } from '../base/place.ts';
import { definitionHash } from './definition-hash.ts';
import type { DefinitionChange } from './definition-change.ts';
import type { DefinitionName } from './definition-name.ts';
import { nameKey } from './definition-name.ts';
import type { Definition } from './kind.ts';
import type { KindId } from './kinds/index.ts';
import { kindIds } from './kinds/index.ts';
import type { ParsedDefinitions } from './parse.ts';

interface Said {
  readonly name: DefinitionName;
  readonly place: Place;
  readonly hash: string;
}

/**
 * What people have written anew from one set of files to another: in the order of the files as they are, removed ones last.
 * Comments, spacing and the order of keys do not count, nor in which file a definition stands.
 */
export function compareDefinitions(
  before: ParsedDefinitions,
  after: ParsedDefinitions,
): readonly DefinitionChange[] {
  const [then, now] = [said(before), said(after)];
  const standing = [...now].flatMap(([key, { name, place, hash }]): readonly DefinitionChange[] => {
    const earlier = then.get(key);
    if (earlier?.hash === hash) return [];
    return [{ ...name, is: earlier ? 'edited' : 'added', place }];
  });
  const removed = [...then]
    .filter(([key]) => !now.has(key))
    .map(([, { name, place }]): DefinitionChange => ({ ...name, is: 'removed', place }));
  return [...standing, ...removed];
}

/** Kinds in their order, and within one the order of the files. A pack's own file is no definition of the project. */
function said({ definitions }: ParsedDefinitions): ReadonlyMap<string, Said> {
  const all = kindIds
    .filter((kind) => kind !== 'pack')
    .flatMap((kind) => definitions[kind].map((one) => saidBy(kind, one)));
  return new Map(all.map((one) => [nameKey(one.name), one]));
}

function saidBy(kind: KindId, { data, positions }: Definition<object>): Said {
  const { id, entity } = data as { readonly id?: string; readonly entity?: string };
  const isOfEntity = kind === 'attribute' || kind === 'score';
  return {
    name: { kind, id: id ?? kind, entity: isOfEntity ? (entity ?? null) : null },
    place: positions.placeOf(['id']),
    hash: definitionHash(data),
  };
}
