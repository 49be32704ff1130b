/** A number as a sentence shows it: `49,999.99`. The same on every machine, and without waking `Intl`, which is slow. */
export function formatNumber(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.includes('e') ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A measured number with four digits that count, none after the point from a thousand up: `0.01235`, `12.35`, `1,235`. */
export function formatFigure(value: number): string {
  if (Math.abs(value) >= 1000) return formatNumber(Math.round(value));
  return formatNumber(Number(value.toPrecision(4)));
}

/** `1 segment`, `12 segments`. */
export function countOf(count: number, word: string): string {
  return `${formatNumber(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** A share of a base as `12.3 %`; what is there and rounds to nothing as `under 0.1 %`. */
export function percent(part: number, base: number): string {
  if (part > 0 && part / base < 0.0005) return 'under 0.1 %';
  return `${((100 * part) / base).toFixed(1)} %`;
}
