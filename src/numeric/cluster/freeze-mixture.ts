import type { CodedTable } from './coded-table.ts';
import { compressRows } from './compress-rows.ts';
import type { FrozenMixture } from './frozen-mixture.ts';
import { scoreTables } from './frozen-mixture.ts';
import type { MixtureKernel } from './kernel.ts';
import { maximise } from './maximise.ts';
import type { Groups } from './merge-components.ts';
import type { MixtureParameters } from './mixture.ts';
import { fitOfRows } from './place-rows.ts';

/** Passes over all rows after the search on a sample; each moves the parameters little. */
const REFINING_PASSES = 4;
const QUANTILES = 100;

export interface FreezeOptions {
  /** Passes over all rows; 4 unless given, 0 leaves the mixture as it was found. */
  readonly passes?: number;
  /** How much each row counts; once unless given. */
  readonly weights?: Float32Array | null;
}

/**
 * Refines a mixture found on a sample over all rows and freezes it with the groups of its components. Segments are put
 * in the order of their size, the largest first, so that segment 0 is the same whatever order components came in.
 */
export function freezeMixture(
  table: CodedTable,
  { parameters, groups }: { readonly parameters: MixtureParameters; readonly groups: Groups },
  kernel: MixtureKernel,
  { passes = REFINING_PASSES, weights = null }: FreezeOptions = {},
): FrozenMixture {
  const all = compressRows(table, weights);
  const patience = { passes, tolerance: 1e-7, weights: all.weights };
  const refined = passes === 0 ? parameters : maximise(all.table, parameters, kernel, patience).parameters;
  const size = (group: readonly number[]) => group.reduce((sum, j) => sum + refined.shares[j]!, 0);
  const frozen = {
    books: table.books,
    parameters: refined,
    groups: groups.toSorted((one, other) => size(other) - size(one)),
    fitQuantiles: [],
    fitMean: 0,
  };
  return measureFit(frozen, all.table, all.weights);
}

/** What is frozen, with how well the rows of the table fit it, each counted with its weight. */
export function measureFit(
  frozen: FrozenMixture,
  table: CodedTable,
  weights: Float32Array | null = null,
): FrozenMixture {
  const fits = fitOfRows(scoreTables(frozen), table);
  return { ...frozen, fitQuantiles: quantiles(fits, weights), fitMean: mean(fits, weights) };
}

function mean(values: Float64Array, weights: Float32Array | null): number {
  let [sum, all] = [0, 0];
  for (const [row, value] of values.entries()) {
    const weight = weights === null ? 1 : weights[row]!;
    sum += value * weight;
    all += weight;
  }
  return all === 0 ? 0 : sum / all;
}

/** The least, each hundredth and the most of the values, each counted with its weight. */
function quantiles(values: Float64Array, weights: Float32Array | null): readonly number[] {
  if (weights !== null) return weighedQuantiles(values, weights);
  const sorted = values.toSorted();
  return Array.from(
    { length: QUANTILES + 1 },
    (_, i) => sorted[Math.round((i / QUANTILES) * (sorted.length - 1))]!,
  );
}

/** The same of rows written as often as they weigh, without writing them. */
function weighedQuantiles(values: Float64Array, weights: Float32Array): readonly number[] {
  const order = Array.from(values.keys())
    .filter((row) => weights[row]! > 0)
    .toSorted((one, other) => values[one]! - values[other]!);
  const all = order.reduce((sum, row) => sum + weights[row]!, 0);
  let [at, below] = [0, 0];
  return Array.from({ length: QUANTILES + 1 }, (_, i) => {
    const rank = Math.round((i / QUANTILES) * (all - 1));
    while (at < order.length - 1 && below + weights[order[at]!]! <= rank) below += weights[order[at++]!]!;
    return values[order[at]!]!;
  });
}
