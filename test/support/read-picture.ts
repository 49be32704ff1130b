import { textWidth } from '../../src/charts/drawing/text.ts';

/** A line of text of a picture, with the room it may take in the widest font. */
export interface DrawnText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly DrawnText[];
  readonly boxes: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly ids: readonly string[];
  readonly references: readonly string[];
}

/** Reads a picture as strictly as XML does: an element left open, a stray `<` or an unquoted attribute throws. */
export function readPicture(svg: string): Picture {
  assertWellFormed(svg);
  const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
  return {
    width,
    height,
    texts: [...svg.matchAll(/<text([^>]*)>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g)].map(
      ([, head = '', text = '']) => placeOf(attributesOf(head), unescape(text)),
    ),
    boxes: [...svg.replaceAll(/<defs>.*?<\/defs>/gs, '').matchAll(/<rect([^>]*?)\/?>/g)].map(
      ([, head = '']) => {
        const { x = '0', y = '0', width: w = '0', height: h = '0' } = attributesOf(head);
        return { x: Number(x), y: Number(y), width: Number(w), height: Number(h) };
      },
    ),
    ids: [...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id),
    references: [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id = '']) => id),
  };
}

function placeOf(attributes: Readonly<Record<string, string>>, text: string): DrawnText {
  const size = Number(attributes['font-size']);
  const width = textWidth(text, size, attributes['font-weight'] === '600');
  const x = Number(attributes['x']);
  const anchor = attributes['text-anchor'] ?? 'start';
  const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
  const y = Number(attributes['y']);
  return { text, left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2 };
}

const attributesOf = (head: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...head.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );

const unescape = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Every tag is closed by its own, in order, and text holds no bare markup. */
export function assertWellFormed(markup: string): void {
  const open: string[] = [];
  let at = 0;
  for (const match of markup.matchAll(/<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    const between = markup.slice(at, match.index);
    if (/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/.test(between))
      throw new Error(`bare markup in ${JSON.stringify(between)}`);
    at = match.index + match[0].length;
    const [, closes, name = '', , isEmpty] = match;
    if (closes === '/') {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> closes <${last ?? ''}>`);
    } else if (isEmpty !== '/') open.push(name);
  }
  if (open.length > 0 || markup.slice(at).trim() !== '') throw new Error(`left open: ${open.join(', ')}`);
}
