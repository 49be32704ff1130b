import { escapeText } from './escape.ts';

/** Attributes of an element; a number is written with at most two decimals, null leaves the attribute out. */
export type Attributes = Readonly<Record<string, string | number | null>>;

/** One element of SVG. `content` is markup already. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? decimal(value) : escapeText(value ?? '')}"`,
    )
    .join('');
  const inside = content.join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** Groups what belongs together; `label` becomes the words a pointer shows. */
export function group(attributes: Attributes, label: string | null, ...content: readonly string[]): string {
  return element('g', attributes, ...(label === null ? [] : [titleOf(label)]), ...content);
}

export const titleOf = (text: string): string => element('title', {}, escapeText(text));

function decimal(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`a picture has no place for ${value}`);
  return String(Math.round(value * 100) / 100);
}
