import type { Scores } from './cloud.ts';
import type { CloudKernel } from './cloud-room.ts';
import type { CodedTable } from './coded-table.ts';
import type { CloudLevel } from './merge-clouds.ts';
import { bicOf } from './merge-clouds.ts';
import type { Memberships } from './respond.ts';
import type { SegmentCloud } from './segment-cloud.ts';
import { followSegment } from './segment-cloud.ts';

/** A level of merging whose rows were given anew to its clouds. */
export interface SettledLevel extends CloudLevel {
  /** How much of each row each segment takes, by the density of its cloud. */
  readonly memberships: Memberships;
}

/** Most of what rows gain by being given anew they gain in so many passes. */
const PASSES = 3;

/**
 * Lets the segments of a level settle as clouds: rows are given to segments by the density of their clouds, and the
 * clouds described anew, a few times (expectation and maximisation of a mixture of clouds). Merged components say where
 * segments are; where one ends and the next begins, a cloud that may be long says better.
 */
export function settleClouds(
  table: CodedTable,
  scores: Scores,
  { groups, clouds: merged }: CloudLevel,
  kernel: CloudKernel,
): SettledLevel {
  let clouds = merged;
  let settled = shareOut(clouds, table.rows);
  for (let pass = 1; groups.length > 1 && pass <= PASSES; pass++) {
    clouds = clouds.map((cloud, s) => followSegment(table, scores, weightsOf(settled, s), cloud, kernel));
    settled = shareOut(clouds, table.rows);
  }
  return { groups, clouds, memberships: settled, criterion: bicOf(clouds, table.rows) };
}

const weightsOf = ({ rows, width, values }: Memberships, segment: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => values[row * width + segment]!);

/** Rows by the densities of clouds, summing to 1. */
function shareOut(clouds: readonly SegmentCloud[], rows: number): Memberships {
  const width = clouds.length;
  const values = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    let most = -Infinity;
    for (const { densities } of clouds) most = Math.max(most, densities[row]!);
    let sum = 0;
    for (const { densities } of clouds) sum += Math.exp(densities[row]! - most);
    for (let s = 0; s < width; s++)
      values[row * width + s] = Math.exp(clouds[s]!.densities[row]! - most) / sum;
  }
  return { rows, width, values };
}
