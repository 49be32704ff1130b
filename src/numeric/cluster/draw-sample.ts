import type { CodedTable } from './coded-table.ts';
import { selectRows } from './coded-table.ts';
import type { WeighedTable } from './compress-rows.ts';
import { compressRows } from './compress-rows.ts';
import { sampleRows, shuffleRows } from './sample-rows.ts';

/** How many rows are drawn, the seed, and how much each row of the table counts; once where there are no weights. */
export interface SampleOptions {
  readonly sample: number;
  readonly seed: number;
  readonly weights: Float32Array | null;
}

/** Some of the rows, in an order of chance; those with the same codes once, with a weight. */
export function drawSample(table: CodedTable, { sample, seed, weights }: SampleOptions): WeighedTable {
  if (weights !== null) checkWeights(weights, table.rows);
  const rows = shuffleRows(sampleRows(table.rows, sample, seed), seed);
  const own = weights === null ? null : Float32Array.from(rows, (row) => weights[row]!);
  const some = compressRows(selectRows(table, rows), own);
  if (some.table.rows === rows.length) return some;
  // Common rows come first; any beginning is to be a sample again.
  const order = shuffleRows(sampleRows(some.table.rows, some.table.rows, seed), seed);
  return {
    table: selectRows(some.table, order),
    weights: Float32Array.from(order, (row) => some.weights![row]!),
  };
}

function checkWeights(weights: Float32Array, rows: number): void {
  if (weights.length !== rows) throw new RangeError(`there are ${weights.length} weights for ${rows} rows`);
  if (!weights.every((weight) => weight >= 0 && weight < Infinity))
    throw new RangeError('a weight is a number from 0 up');
  if (!weights.some((weight) => weight > 0)) throw new RangeError('no row has a weight');
}
