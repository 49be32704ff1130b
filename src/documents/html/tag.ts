import { escapeText } from '../../charts/drawing/escape.ts';

const VOID = new Set(['meta', 'br', 'hr']);

/** An element of HTML; attributes are escaped, the content is markup already. A null attribute is left out. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | null>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([key, value]) => ` ${key}="${escapeText(value)}"`)
    .join('');
  return VOID.has(name) ? `<${name}${written}>` : `<${name}${written}>${content.join('')}</${name}>`;
}
