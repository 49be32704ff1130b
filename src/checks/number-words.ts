import { formatNumber } from '../base/format-number.ts';

/** A measured number with four digits that count, none after the point from a thousand up: `0.01235`, `12.35`, `1,235`. */
export function formatFigure(value: number): string {
  if (Math.abs(value) >= 1000) return formatNumber(Math.round(value));
  return formatNumber(Number(value.toPrecision(4)));
}

/** `1 segment`, `12 segments`. */
export function countOf(count: number, word: string): string {
  return `${formatNumber(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** A share of a base as `12.3 %`; what is there and rounds to nothing as `under 0.1 %`. */
export function percent(part: number, base: number): string {
  if (part > 0 && part / base < 0.0005) return 'under 0.1 %';
  return `${((100 * part) / base).toFixed(1)} %`;
}
