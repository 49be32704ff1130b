/** Scores of a cell, each 1 to n: recency, frequency, monetary. Its code is their digits: 5, 4, 1 is `541`. */
export type Scores = readonly [r: number, f: number, m: number];

/** Every cell of a map of n scores, by code: `111`, `112` ... A cell's position here is its position in a grid. */
export function cellsOf(scores: number): readonly Scores[] {
  const each = Array.from({ length: scores }, (_, index) => index + 1);
  return each.flatMap((r) => each.flatMap((f) => each.map((m): Scores => [r, f, m])));
}

export const codeOf = (cell: Scores): string => cell.join('');

/** One code, or all from one to another, counted as numbers: `444-554` has 511 in it. */
export interface CodeRange {
  readonly from: string;
  readonly to: string;
}

/** Reads `555` and `444-554`; null for what is no code of these scores, or a range that runs backwards. */
export function readCodes(text: string, scores: number): CodeRange | null {
  const match = /^\s*(\d{3})(?:\s*[-–]\s*(\d{3}))?\s*$/.exec(text);
  const [, from = '', to = from] = match ?? [];
  const isCode = (code: string) => [...code].every((digit) => digit >= '1' && Number(digit) <= scores);
  return match && isCode(from) && isCode(to) && from <= to ? { from, to } : null;
}

/** Reads `4` and `2-5`, a score or all from one to another. */
export function readScores(
  text: string,
  scores: number,
): { readonly low: number; readonly high: number } | null {
  const match = /^\s*(\d)(?:\s*[-–]\s*(\d))?\s*$/.exec(text);
  const [, from = '', to = from] = match ?? [];
  const [low, high] = [Number(from), Number(to)];
  return match && low >= 1 && low <= high && high <= scores ? { low, high } : null;
}

/**
 * The code that a range of numbers has in it and that its ends look least like: 511 in `444-554`, 155 in `111-222`.
 * Null where every score of every code lies between the least and the greatest score of the ends.
 */
export function surprisingCode({ from, to }: CodeRange, scores: number): string | null {
  const ends = [...from, ...to].map(Number);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const outside = (cell: Scores) =>
    cell.reduce((sum, score) => sum + Math.max(least - score, 0) + Math.max(score - most, 0), 0);
  const inside = cellsOf(scores).filter((cell) => codeOf(cell) >= from && codeOf(cell) <= to);
  const worst = inside.reduce<Scores | null>(
    (a, cell) => (outside(cell) > (a ? outside(a) : 0) ? cell : a),
    null,
  );
  return worst ? codeOf(worst) : null;
}
