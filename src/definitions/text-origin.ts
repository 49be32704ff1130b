import type { Place, PlaceFinder } from '../base/place.ts';
import type { TextOrigin } from '../sql/condition.ts';

/** How YAML writes a text: between quotes, as a block, or plain. */
export type TextStyle = 'plain' | 'single' | 'double' | 'block';

/**
 * Where the characters of a YAML text stand in its file. Folding, indenting and line ends change only the white
 * space of a text, so its n-th visible character is the n-th visible one of what was written: that holds for
 * plain texts and for blocks (`|` and `>`), and for quoted ones once escapes are read.
 */
export function textOrigin(
  value: string,
  written: { readonly text: string; readonly start: number; readonly style: TextStyle },
  places: PlaceFinder,
): TextOrigin {
  let table: { readonly ink: readonly number[]; readonly offsets: readonly number[] } | null = null;
  const whole = places.at(written.start, firstLineLength(written.text));
  return {
    at(offset, length) {
      table ??= { ink: inkOfValue(value), offsets: inkOfSource(written.text, written.style) };
      if (table.ink.length !== table.offsets.length || table.ink.length === 0) return whole;
      const start = sourceOffset(table, offset);
      const end = length === 0 ? start : sourceOffset(table, offset + length - 1) + 1;
      return places.at(written.start + start, end - start);
    },
  };
}

/** Every offset is at one place: for texts a method made of what was written there. */
export function fixedOrigin(place: Place): TextOrigin {
  return { at: () => place };
}

function sourceOffset(
  { ink, offsets }: { readonly ink: readonly number[]; readonly offsets: readonly number[] },
  offset: number,
): number {
  let low = 0;
  let high = ink.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ink[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const exact = offsets[low];
  if (exact !== undefined && ink[low] === offset) return exact;
  return low === 0 ? (offsets[0] ?? 0) : (offsets[low - 1] ?? 0) + (offset - (ink[low - 1] ?? 0));
}

const isSpace = (char: string | undefined) => char === ' ' || char === '\t' || char === '\n' || char === '\r';

function inkOfValue(value: string): readonly number[] {
  const ink: number[] = [];
  for (let at = 0; at < value.length; at++) if (!isSpace(value[at])) ink.push(at);
  return ink;
}

function inkOfSource(source: string, style: TextStyle): readonly number[] {
  if (style === 'double') return inkOfEscaped(source);
  const from = style === 'block' ? source.indexOf('\n') + 1 : style === 'single' ? 1 : 0;
  const to = style === 'single' ? source.length - 1 : source.length;
  const ink: number[] = [];
  for (let at = from; at < to; at++) {
    if (isSpace(source[at])) continue;
    ink.push(at);
    if (style === 'single' && source[at] === "'") at++;
  }
  return ink;
}

const CODE_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const WHITE_ESCAPES = new Set([' ', '\t', '\n', '\r', 't', 'n', 'r']);

function inkOfEscaped(source: string): readonly number[] {
  const ink: number[] = [];
  for (let at = 1; at < source.length - 1; at++) {
    if (source[at] !== '\\') {
      if (!isSpace(source[at])) ink.push(at);
      continue;
    }
    const letter = source[at + 1] ?? '';
    const digits = CODE_DIGITS[letter] ?? 0;
    const made = digits
      ? String.fromCodePoint(Number.parseInt(source.slice(at + 2, at + 2 + digits), 16))
      : WHITE_ESCAPES.has(letter)
        ? ' '
        : letter;
    for (const unit of made.split('')) if (!isSpace(unit)) ink.push(at);
    at += 1 + digits;
  }
  return ink;
}

function firstLineLength(text: string): number {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text.length : end;
}
