import { escapeText, shown } from './escape.ts';
import { PAINT } from './paint.ts';
import type { Attributes } from './svg.ts';
import { element, titleOf } from './svg.ts';

/** Size of a chart's text in px, and of its smallest. */
export const TEXT_SIZE = 13;
export const SMALL_TEXT_SIZE = 11;

/** Widths in em of the widest fonts in common use, so that a text that fits here fits everywhere. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/\p{Mark}/u, 0],
  [
    /[\p{Extended_Pictographic}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u,
    1.35,
  ],
  [/[ijl.,:;'|! ]/, 0.35],
  [/[frtI()[\]/\\-]/, 0.43],
  [/[mwMW%@–—…+=<>~]/, 1.02],
  [/\p{Lu}/u, 0.8],
  [/[\p{Ll}\p{N}\p{P}]/u, 0.66],
];
const OTHER_WIDTH = 1.05;
const BOLD = 1.12;

/** How wide a text may come out, in px; an upper bound for sans-serif fonts. */
export function textWidth(text: string, size = TEXT_SIZE, isBold = false): number {
  let width = 0;
  for (const sign of text) width += WIDTHS.find(([signs]) => signs.test(sign))?.[1] ?? OTHER_WIDTH;
  return width * size * (isBold ? BOLD : 1);
}

/** The text where it fits, else as much of it as does, with an ellipsis. */
export function shorten(text: string, width: number, size = TEXT_SIZE, isBold = false): string {
  if (textWidth(text, size, isBold) <= width) return text;
  let kept = '';
  for (const sign of text) {
    if (textWidth(`${kept}${sign}…`, size, isBold) > width) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

/** Words on at most `lines` lines; what is left over is cut with an ellipsis. */
export function wrap(text: string, width: number, lines: number, size = TEXT_SIZE): readonly string[] {
  const made: string[] = [];
  let rest = text.trim();
  while (rest !== '' && made.length < lines - 1) {
    const line = firstLine(rest, width, size);
    if (line === rest) break;
    made.push(line);
    rest = rest.slice(line.length).trim();
  }
  return rest === '' ? made : [...made, shorten(rest, width, size)];
}

/** As many whole words, or parts between hyphens and the like, as fit; a word that is too long on its own is cut. */
function firstLine(text: string, width: number, size: number): string {
  let line = '';
  for (const word of text.split(/(?<=[\s_/-])/)) {
    if (textWidth((line + word).trimEnd(), size) > width) break;
    line += word;
  }
  if (line !== '') return line.trimEnd();
  return shorten(text, width, size).replace(/…$/, '') || text.slice(0, 1);
}

const HALO: Attributes = {
  stroke: PAINT.surface,
  'stroke-width': 5,
  'stroke-linejoin': 'round',
  'paint-order': 'stroke',
};

/** How a text stands: where, in which size, and what it may not go beyond. */
export interface TextStyle {
  readonly width?: number;
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly fill?: string;
  readonly isBold?: boolean;
  /** Keeps lines behind the text from touching it. */
  readonly hasHalo?: boolean;
}

/** A line of text at a baseline, shortened to `width`; what is cut can still be read by pointing at it. */
export function textAt(x: number, y: number, text: string, style: TextStyle = {}): string {
  const {
    width,
    size = TEXT_SIZE,
    anchor = 'start',
    fill = 'currentColor',
    isBold = false,
    hasHalo = false,
  } = style;
  const said = shown(text);
  const cut = width === undefined ? said : shorten(said, width, size, isBold);
  const attributes: Attributes = {
    x,
    y,
    'font-size': size,
    'font-weight': isBold ? 600 : null,
    'text-anchor': anchor === 'start' ? null : anchor,
    fill: fill === 'currentColor' ? null : fill,
    ...(hasHalo ? HALO : {}),
  };
  return element('text', attributes, ...(cut === said ? [] : [titleOf(said)]), escapeText(cut));
}
