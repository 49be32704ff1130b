import type { CodedTable } from './coded-table.ts';
import type { MixtureKernel } from './kernel.ts';
import { BLOCK, lanesFor } from './kernel.ts';
import type { MixtureParameters } from './mixture.ts';
import { blocksOf } from './mixture.ts';

/** Shares of rows: row r belongs to group g with `values[r * width + g]`, which sum to 1 over g. */
export interface Memberships {
  readonly rows: number;
  readonly width: number;
  readonly values: Float32Array;
}

/** How much of each row each component takes: its posterior, without the padding of the kernel. */
export function respondTo(
  table: CodedTable,
  parameters: MixtureParameters,
  kernel: MixtureKernel,
): Memberships {
  const width = parameters.shares.length;
  const lanes = lanesFor(width);
  const values = new Float32Array(table.rows * width);
  const padded = new Float32Array(Math.min(table.rows, BLOCK) * lanes);
  for (const block of blocksOf(table, parameters)) {
    kernel.respond(block, padded);
    for (let row = block.from; row < block.to; row++)
      for (let j = 0; j < width; j++) values[row * width + j] = padded[(row - block.from) * lanes + j]!;
  }
  return { rows: table.rows, width, values };
}

/** The group with the largest share of each row; the first one where two are equal. */
export function largestOf({ rows, width, values }: Memberships): Int32Array {
  const labels = new Int32Array(rows);
  for (let row = 0; row < rows; row++)
    for (let j = 1; j < width; j++)
      if (values[row * width + j]! > values[row * width + labels[row]!]!) labels[row] = j;
  return labels;
}

/** The same rows with groups put together: `groups[s]` lists the old groups of the new group s. */
export function mergeMemberships(from: Memberships, groups: readonly (readonly number[])[]): Memberships {
  const values = new Float32Array(from.rows * groups.length);
  for (let row = 0; row < from.rows; row++)
    groups.forEach((members, s) => {
      let sum = 0;
      for (const j of members) sum += from.values[row * from.width + j]!;
      values[row * groups.length + s] = sum;
    });
  return { rows: from.rows, width: groups.length, values };
}
