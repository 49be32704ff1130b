import type { Cloud, Scores } from './cloud.ts';
import type { Moments } from './cloud-moments.ts';
import { cloudOfMoments } from './cloud-moments.ts';
import type { CloudKernel } from './cloud-room.ts';
import { codeCount, CODES, ZERO_ATOM } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';
import { cloudDensities, fitCloud, followCloud, freedomOfCloud } from './elliptical-cloud.ts';

/**
 * A segment described as one cloud: its numbers elliptical as normal scores, its levels and zeros with shares of their
 * own. `densities` is the log of share times density of every row of the table, `freedom` the parameters it took.
 */
export interface SegmentCloud {
  readonly densities: Float64Array;
  readonly freedom: number;
  /** Null where the table has no numbers. */
  readonly numbers: NumberCloud | null;
}

interface NumberCloud {
  readonly cloud: Cloud;
  readonly freedom: number;
}

/** Rows that weigh less have no say in what a segment is like. */
export const LEAST_WEIGHT = 1e-3;

/**
 * Describes the rows as one cloud, each counted with its weight, 0..1; as simple a cloud as they ask for. `moments` are
 * of the same rows.
 */
export function describeSegment(
  table: CodedTable,
  scores: Scores,
  weights: Float64Array,
  moments: Moments,
  kernel: CloudKernel,
): SegmentCloud {
  const numbers = scores.width === 0 ? null : describeNumbers(scores, weights, moments, kernel);
  return described(table, scores, weights, numbers, kernel);
}

/** The same segment where its rows weigh a little otherwise: its cloud follows them and stays as simple as it was. */
export function followSegment(
  table: CodedTable,
  scores: Scores,
  weights: Float64Array,
  { numbers }: SegmentCloud,
  kernel: CloudKernel,
): SegmentCloud {
  if (numbers === null) return described(table, scores, weights, null, kernel);
  const own = rowsThatWeigh(scores, weights);
  const cloud = followCloud(kernel.enter(own.scores, own.weights), kernel, numbers.cloud);
  return described(table, scores, weights, { ...numbers, cloud }, kernel);
}

function described(
  table: CodedTable,
  scores: Scores,
  weights: Float64Array,
  numbers: NumberCloud | null,
  kernel: CloudKernel,
): SegmentCloud {
  const densities = numbers
    ? cloudDensities(kernel.enter(scores, weights), kernel, numbers.cloud)
    : new Float64Array(scores.rows);
  const freedom = addLevels(table, weights, densities);
  const share = Math.log(Math.max(1e-9, sumOf(weights) / table.rows));
  for (let row = 0; row < table.rows; row++) densities[row]! += share;
  return { densities, freedom: 1 + freedom + (numbers?.freedom ?? 0), numbers };
}

/** The numbers with factors or without, whichever BIC prefers of normal clouds with these moments. */
function describeNumbers(
  scores: Scores,
  weights: Float64Array,
  moments: Moments,
  kernel: CloudKernel,
): NumberCloud {
  const own = rowsThatWeigh(scores, weights);
  const room = kernel.enter(own.scores, own.weights);
  const rows = Math.max(2, sumOf(own.weights));
  const [without, withFactors] = [false, true].map((hasFactors) => {
    const normal = cloudOfMoments(moments, hasFactors);
    const freedom = freedomOfCloud(scores.width, hasFactors);
    const logLikelihood = sumOfProducts(cloudDensities(room, kernel, normal), own.weights);
    return { normal, freedom, cost: -2 * logLikelihood + freedom * Math.log(rows) };
  });
  const { normal, freedom } = without!.cost <= withFactors!.cost ? without! : withFactors!;
  return { cloud: fitCloud(room, kernel, normal), freedom };
}

/** The rows with a say, with their weights. */
function rowsThatWeigh({ rows, width, values }: Scores, weights: Float64Array) {
  const chosen = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (weights[row]! >= LEAST_WEIGHT) chosen[count++] = row;
  const own = new Float64Array(count * width);
  const ownWeights = new Float64Array(count);
  for (let i = 0; i < count; i++) ownWeights[i] = weights[chosen[i]!]!;
  for (let c = 0, at = 0; c < width; c++)
    for (let i = 0; i < count; i++) own[at++] = values[c * rows + chosen[i]!]!;
  return { scores: { rows: count, width, values: own }, weights: ownWeights };
}

function sumOfProducts(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * weights[i]!;
  return sum;
}

function sumOf(weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]!;
  return sum;
}

/**
 * Adds the log share of each row's levels, and of zero against the rest; returns how many parameters those are. Half a row
 * is added to every level.
 */
function addLevels({ books, codes, rows }: CodedTable, weights: Float64Array, densities: Float64Array) {
  const width = books.length;
  let freedom = 0;
  books.forEach((book, b) => {
    if (book.family === 'scale' && !book.zeroAtom) return;
    const counts = new Float64Array(CODES);
    for (let row = 0; row < rows; row++) counts[codes[row * width + b]!]! += weights[row]!;
    const logs = book.family === 'scale' ? zeroOrNot(counts) : logShares(counts, codeCount(book));
    for (let row = 0; row < rows; row++) densities[row]! += logs[codes[row * width + b]!]!;
    freedom += book.family === 'scale' ? 1 : codeCount(book) - 1;
  });
  return freedom;
}

/** By code the log share of its level; 0 for missing. */
function logShares(counts: Float64Array, levels: number): Float64Array {
  const all = sumOf(counts.subarray(0, levels)) + levels / 2;
  const logs = new Float64Array(CODES);
  for (let code = 0; code < levels; code++) logs[code] = Math.log((counts[code]! + 0.5) / all);
  return logs;
}

/** By code the log share of zeros, or that of all other values. */
function zeroOrNot(counts: Float64Array): Float64Array {
  const zeros = counts[ZERO_ATOM]! + 0.5;
  const others = sumOf(counts.subarray(0, ZERO_ATOM)) + 0.5;
  const logs = new Float64Array(CODES).fill(Math.log(others / (zeros + others)), 0, ZERO_ATOM);
  logs[ZERO_ATOM] = Math.log(zeros / (zeros + others));
  return logs;
}
