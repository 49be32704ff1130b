import { MISSING } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';
import type { ScoreTables } from './frozen-mixture.ts';
import { SCORE_UNIT } from './frozen-mixture.ts';
import { BLOCK } from './kernel.ts';

/** Where rows belong, one entry a row. */
export interface Placements {
  /** The segment with the largest similarity; the first one where two are equal. */
  readonly segment: Int32Array;
  /** Similarity to each segment, 0..1, summing to 1: `similarity[row * segments + segment]`. */
  readonly similarity: Float64Array;
  readonly segments: number;
  /** The next best segment; the same one where there is only one. */
  readonly runnerUp: Int32Array;
  /** Similarity to the segment minus that to the runner-up, 0..1. */
  readonly margin: Float64Array;
  /** Share of the rows learned from that fitted no better, 0..100: near 0 is far from every segment. */
  readonly fitPercentile: Float64Array;
  /** Columns the row has a value in. */
  readonly present: Uint16Array;
}

/** Below this margin a row is near a boundary; below this percentile it is far from every segment. */
export const BOUNDARY_MARGIN = 0.2;
export const POOR_FIT_PERCENTILE = 1;

/** Places every row of a table coded with the same books. Every row is placed, one without any value by size alone. */
export function placeRows(tables: ScoreTables, table: CodedTable): Placements {
  const segments = tables.groups.length;
  const placements: Placements = {
    segment: new Int32Array(table.rows),
    similarity: new Float64Array(table.rows * segments),
    segments,
    runnerUp: new Int32Array(table.rows),
    margin: new Float64Array(table.rows),
    fitPercentile: new Float64Array(table.rows),
    present: new Uint16Array(table.rows),
  };
  const scores = new Float64Array(tables.components);
  for (let row = 0; row < table.rows; row++) {
    const width = table.books.length;
    const { expected, variance, present } = scoreRow(tables, table.codes, row * width, scores);
    const best = softmax(scores);
    placements.present[row] = present;
    placements.fitPercentile[row] = percentileOf(standardised(best, expected, variance), tables.fitQuantiles);
    settle(placements, tables, row, scores);
  }
  return placements;
}

/** The segment of every row, and nothing else of its placement: memory of 4 bytes a row. */
export function labelRows(tables: ScoreTables, { rows, books, codes }: CodedTable): Int32Array {
  const labels = new Int32Array(rows);
  const width = books.length;
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    const block = { rows: to - from, books, codes: codes.subarray(from * width, to * width) };
    labels.set(placeRows(tables, block).segment, from);
  }
  return labels;
}

/** Standardised score of every row under its likeliest component: what fit percentiles are counted in. */
export function fitOfRows(tables: ScoreTables, table: CodedTable): Float64Array {
  const scores = new Float64Array(tables.components);
  return Float64Array.from({ length: table.rows }, (_, row) => {
    const { expected, variance } = scoreRow(tables, table.codes, row * table.books.length, scores);
    return standardised(softmax(scores), expected, variance);
  });
}

const standardised = (value: number, expected: number, variance: number) =>
  variance === 0 ? 0 : (value - expected) / Math.sqrt(variance);

function scoreRow(tables: ScoreTables, codes: Uint8Array, at: number, scores: Float64Array) {
  const { components, columns, shares } = tables;
  let [expected, variance, present] = [0, 0, 0];
  for (let j = 0; j < components; j++) scores[j] = shares[j]!;
  for (let b = 0; b < columns.length; b++) {
    const code = codes[at + b]!;
    if (code === MISSING) continue;
    const { byCode } = columns[b]!;
    for (let j = 0; j < components; j++) scores[j]! += byCode[code * components + j]!;
    expected += tables.expected[b]!;
    variance += tables.variance[b]!;
    present += 1;
  }
  return { expected, variance, present };
}

/** Scores in units become shares that sum to 1; returns the greatest of them, in nats. */
function softmax(scores: Float64Array): number {
  let most = -Infinity;
  for (const score of scores) most = Math.max(most, score);
  let sum = 0;
  for (let j = 0; j < scores.length; j++) {
    const share = Math.exp((scores[j]! - most) * SCORE_UNIT);
    scores[j] = share;
    sum += share;
  }
  for (let j = 0; j < scores.length; j++) scores[j]! /= sum;
  return most * SCORE_UNIT;
}

function settle(placements: Placements, { groups }: ScoreTables, row: number, shares: Float64Array): void {
  const { similarity, segments } = placements;
  let [first, second] = [0, -1];
  for (let s = 0; s < segments; s++) {
    let sum = 0;
    for (const j of groups[s]!) sum += shares[j]!;
    similarity[row * segments + s] = sum;
    if (s === 0) continue;
    if (sum > similarity[row * segments + first]!) [first, second] = [s, first];
    else if (second < 0 || sum > similarity[row * segments + second]!) second = s;
  }
  placements.segment[row] = first;
  placements.runnerUp[row] = second < 0 ? first : second;
  placements.margin[row] =
    similarity[row * segments + first]! - (second < 0 ? 0 : similarity[row * segments + second]!);
}

function percentileOf(value: number, quantiles: readonly number[]): number {
  let [low, high] = [0, quantiles.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (quantiles[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
