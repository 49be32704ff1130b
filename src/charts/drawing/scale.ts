/** Maps numbers of a domain to pixels; a domain without width maps to the middle of the range. */
export type Scale = (value: number) => number;

export type Extent = readonly [low: number, high: number];

export function linearScale([low, high]: Extent, [from, to]: Extent): Scale {
  const width = high - low;
  return (value) => (width === 0 ? (from + to) / 2 : from + ((value - low) / width) * (to - from));
}

/**
 * Round numbers from at or below `low` to at or above `high`, 1, 2 or 5 times a power of ten apart, about `count` of
 * them. Source: Heckbert, Nice numbers for graph labels, Graphics Gems (1990).
 */
export function niceTicks([low, high]: Extent, count = 5): readonly number[] {
  const step = niceStep((high - low || Math.abs(high) || 1) / Math.max(1, count));
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => timesStep(first + index, step));
}

/** From the first to the last of the ticks. */
export const niceExtent = (ticks: readonly number[]): Extent => [ticks[0] ?? 0, ticks.at(-1) ?? 1];

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const fraction = rough / power;
  return (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10) * power;
}

/** Without the dust of binary fractions: 0.3, not 0.30000000000000004. */
const timesStep = (times: number, step: number): number => Number((times * step).toPrecision(12));
