/** The words of a header or a file name, in lower case and without marks: `InvoiceDate`, `Rechnungs-Nr.`, `sub_ID`. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll('ß', 'ss')
    .replaceAll(/[Ää]/g, 'ae')
    .replaceAll(/[Öö]/g, 'oe')
    .replaceAll(/[Üü]/g, 'ue')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const LONGEST = 50;
/** Words that conditions read as grammar, or YAML as something else than a text. */
const GRAMMAR = new Set(
  'and or not between in like ilike is null true false case when then else end as_of yes no on off y n nan inf'.split(
    ' ',
  ),
);

/** An id as definitions allow it, `fallback` before words that do not begin with a letter or mean something else. */
export function idOf(text: string, fallback: string): string {
  const joined = wordsOf(text).join('_').slice(0, LONGEST).replace(/_+$/, '');
  return /^[a-z]/.test(joined) && !GRAMMAR.has(joined)
    ? joined
    : [fallback, ...(joined === '' ? [] : [joined])].join('_');
}

/** The same ids, each once: a number behind those that are taken. */
export function distinctIds(ids: readonly string[], taken: Iterable<string> = []): readonly string[] {
  const used = new Set(taken);
  return ids.map((id) => {
    let free = id;
    for (let n = 2; used.has(free); n++) free = `${id}_${n}`;
    used.add(free);
    return free;
  });
}

/** A title for people: `monthly_charges` is `Monthly charges`. */
export function titleOf(id: string): string {
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One of several: `customers` is `customer`, `companies` is `company`. */
export function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sses|xes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

/** A title in the middle of a sentence: its first letter small, unless the word is a name in capitals. */
export const inSentence = (title: string): string =>
  title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
