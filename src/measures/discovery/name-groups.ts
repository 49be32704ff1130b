import { distinctIds, idOf, inSentence } from '../../drafting/words.ts';
import type { Marker } from './markers.ts';

/** How a group may be called: a title for people and an id for definitions. */
export interface GroupName {
  readonly id: string;
  readonly title: string;
}

const MOST_WORDS = 3;
const LONGEST = 70;
/** The first words of a title are its id; all of them would be too long to type. */
const WORDS_OF_ID = 2;
/** Below a medium effect a word is only taken where there is no other. Source: Cohen's .5 as a delta. */
const MEDIUM = 0.28;

/**
 * Names for groups from what sets each apart, the strongest first and none that says the same twice: *Many seats, high
 * revenue, EMEA*. Where two would be called alike the later one has its number behind it.
 */
export function nameGroups(
  markers: readonly (readonly Marker[])[],
  taken: readonly string[] = [],
): readonly GroupName[] {
  const words = markers.map(wordsOf);
  const titles = words.map((own, group) => (own.length === 0 ? `Group ${group + 1}` : titleOf(own)));
  const distinct = titles.map((title, group) =>
    titles.indexOf(title) === group ? title : `${title} (${group + 1})`,
  );
  const ids = distinctIds(
    words.map((own, group) =>
      own.length === 0 ? `group_${group + 1}` : idOf(own.slice(0, WORDS_OF_ID).join(' '), 'group'),
    ),
    taken,
  );
  return distinct.map((title, group) => ({ title, id: ids[group] ?? `group_${group + 1}` }));
}

function wordsOf(markers: readonly Marker[]): readonly string[] {
  const chosen: string[] = [];
  const told = new Set<string>();
  for (const marker of markers) {
    const { id, typing } = marker.attribute;
    const word = markerWords(marker);
    if (word === null || told.has(id) || chosen.some((other) => saySame(word, other))) continue;
    const isWeak = Math.abs(marker.strength) < MEDIUM;
    const isLong = [...chosen, word].join(', ').length > LONGEST;
    if (chosen.length > 0 && (isWeak || isLong)) continue;
    chosen.push(word);
    for (const name of [id, ...typing.sameAs]) told.add(name);
    if (chosen.length === MOST_WORDS) break;
  }
  return chosen;
}

/** *no internet* and *No internet service* need not both be said. */
function saySame(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a.includes(b) || b.includes(a);
}

const titleOf = (words: readonly string[]) => {
  const joined = words.join(', ');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
};

/**
 * A marker in a few words: *many seats*, *low monthly charges*, *no partner*, *Fiber optic*. Null where all there is to
 * say is which of several values a group has less of.
 */
export function markerWords({ attribute: { title, typing }, strength, ...marker }: Marker): string | null {
  const name = inSentence(title.replaceAll('_', ' '));
  if (marker.kind === 'number') {
    const isPlural = typing.kind === 'count' && /^\w+s\b|s$/.test(name);
    if (isPlural) return `${strength > 0 ? 'many' : 'few'} ${name}`;
    return `${strength > 0 ? 'high' : 'low'} ${name}`;
  }
  const { value, others } = marker;
  if (typing.zeroAtom) return value === null ? `some ${name}` : `no ${name}`;
  const isNo =
    value !== null && (NO.has(value.toLowerCase()) || (typing.kind === 'boolean' && value === '0'));
  const isYes =
    value !== null && (YES.has(value.toLowerCase()) || (typing.kind === 'boolean' && value === '1'));
  if (isNo && strength < 0 && others.some((other) => /^no\b/i.test(other ?? ''))) return null;
  if (isNo || isYes) return isNo === strength > 0 ? `no ${name}` : name;
  if (strength < 0 || value === null) return null;
  return /^\p{L}[\p{L} -]{2,}/u.test(value) ? value.trim() : `${name} ${value}`;
}

const YES = new Set(['yes', 'y', 'true']);
const NO = new Set(['no', 'n', 'false']);
