import type { DraftSegment, DraftSegmentation, MeasuredAttribute } from '../draft.ts';
import { listed } from '../../base/listed.ts';
import type { Scene } from '../proposals/proposal.ts';
import { wordsOf } from '../words.ts';
import { list, literal } from '../writing/scalar.ts';
import { templated } from './template.ts';

/** A group of a text, and the beginnings of words by which values are known to mean it. */
export interface Meaning {
  readonly id: string;
  readonly title: string;
  readonly stems: readonly string[];
  readonly description?: string;
}

/** Rules that put the values of a text into groups by their words; null where fewer than two groups have any. */
export function byMeaning(
  attribute: MeasuredAttribute,
  groups: readonly Meaning[],
  given: Pick<DraftSegmentation, 'id' | 'title' | 'fallback'>,
  scene: Scene,
): DraftSegmentation | null {
  const { id, survey } = attribute;
  const taken = new Map(
    survey.values.map(({ value }) => [value, groups.find(({ stems }) => means(value, stems)) ?? null]),
  );
  const valuesOf = (group: Meaning) => [...taken].flatMap(([value, one]) => (one === group ? [value] : []));
  const present = groups.filter((group) => valuesOf(group).length > 0);
  if (present.length < 2) return null;
  const absent = groups.filter((group) => !present.includes(group)).map(({ title }) => title);
  const rest = [...taken].flatMap(([value, one]) => (one === null ? [value] : []));
  return templated(
    {
      ...given,
      method: 'rules',
      segments: present.map((group): DraftSegment => ({
        ...{ id: group.id, title: group.title, when: isOneOf(id, valuesOf(group)) },
        ...(group.description === undefined ? {} : { description: group.description }),
      })),
      above: [
        ...(absent.length > 0
          ? [`No value of \`${id}\` was taken for ${listed(absent)}; add a segment where one means it.`]
          : []),
        ...(rest.length > 0
          ? [`In the fallback: ${listed(rest.slice(0, 10))}${rest.length > 10 ? ' and others' : ''}.`]
          : []),
      ],
    },
    scene,
  );
}

/** Whether a value's words begin with one of the stems; a stem of several words stands in it as it is. */
export function means(value: string, stems: readonly string[]): boolean {
  const words = wordsOf(value);
  return stems.some((stem) =>
    stem.includes(' ') ? words.join(' ').includes(stem) : words.some((word) => word.startsWith(stem)),
  );
}

/** A condition true of these values. */
export function isOneOf(attribute: string, values: readonly string[]): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return `${attribute} = ${literal(only)}`;
  return `${attribute} in (${list(values.map(literal)).slice(1, -1)})`;
}
