import type { DraftSegmentation } from './draft.ts';
import { wrapped } from './writing/lines.ts';
import { flow, list, scalar } from './writing/scalar.ts';

/** Groups that were found in the data, as somebody adopts them. */
export interface AdoptedGroups {
  readonly id: string;
  readonly title: string;
  readonly entity: string;
  readonly basis: readonly string[];
  readonly typing: Readonly<Record<string, TypingWords>>;
  readonly seed: number;
  readonly mostComponents: number;
  readonly sample: number;
  readonly segments: readonly {
    readonly id: string;
    readonly title: string;
    readonly like: Readonly<Record<string, string | number | boolean | null>>;
    /** What was found of it, a sentence. */
    readonly note: string;
  }[];
  /** What was found, on which day and of whom, and with which verdict: sentences. */
  readonly found: readonly string[];
}

/** How a value is read, where somebody decided so. */
export interface TypingWords {
  readonly kind?: string;
  readonly transform?: string;
  readonly zeroAtom?: boolean;
  readonly order?: readonly string[] | null;
  readonly weight?: number;
}

/** The definition of adopted groups. */
export function draftCluster(groups: AdoptedGroups): DraftSegmentation {
  const typing = Object.entries(groups.typing).map(([name, words]) => `${name}: ${typingText(words)}`);
  const ids = new Set(groups.segments.map(({ id }) => id));
  return {
    ...{ id: groups.id, title: groups.title, description: null, entity: groups.entity, method: 'cluster' },
    options: {
      basis: block(groups.basis, ['[', ']'], 'basis'),
      ...(typing.length === 0 ? {} : { typing: block(typing, ['{ ', ' }'], 'typing') }),
      seed: String(groups.seed),
      mostComponents: String(groups.mostComponents),
      sample: String(groups.sample),
    },
    segments: groups.segments.map(({ id, title, like, note }) => ({
      ...{ id, title, note },
      like: Object.fromEntries(Object.entries(like).map(([name, value]) => [name, valueText(value)])),
    })),
    fallback: { id: ids.has('nobody') ? 'no_group' : 'nobody', title: 'Nobody' },
    above: groups.found,
    notes: {
      seed: 'of all that is drawn by chance',
      mostComponents: 'components searched before they were merged into groups',
      sample: 'customers searched',
      segments:
        'names are proposals, and may be changed; an id is kept for as long as it means the same customers. `like` is a typical customer: it says which group has this name when groups are learned without a fit.',
      fallback: 'everybody is in the group they are most like; nobody is left',
    },
  };
}

/** Behind a key, over as many lines as it takes. */
const block = (parts: readonly string[], brackets: readonly [string, string], key: string) =>
  wrapped(parts, brackets, ' '.repeat(key.length + 2))
    .join('\n')
    .trimStart();

const typingText = ({ kind, transform, zeroAtom, order, weight }: TypingWords): string =>
  flow({
    kind,
    transform,
    zeroAtom: zeroAtom === undefined ? undefined : String(zeroAtom),
    order: order ? list(order.map(scalar)) : undefined,
    weight: weight === undefined ? undefined : String(weight),
  });

const valueText = (value: string | number | boolean | null): string =>
  typeof value === 'string' ? scalar(value) : String(value);
