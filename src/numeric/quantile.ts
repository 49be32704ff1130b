/** Between which two of `count` ascending values a quantile lies, from 0, and how far on the way, 0..1. */
export interface QuantilePosition {
  readonly lower: number;
  readonly upper: number;
  readonly way: number;
}

/** Type 7 of Hyndman and Fan, The American Statistician 50 (1996): what R and most spreadsheets take. */
export function quantilePosition(count: number, probability: number): QuantilePosition {
  const position = (count - 1) * probability;
  const lower = Math.floor(position);
  return { lower, upper: Math.min(count - 1, lower + 1), way: position - lower };
}

/** The quantile from the two values it lies between. */
export function quantileBetween(low: number, high: number, { way }: QuantilePosition): number {
  return low === high ? low : low + (high - low) * way;
}
