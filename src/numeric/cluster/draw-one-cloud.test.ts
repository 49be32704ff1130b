import { expect, it } from 'vitest';
import { plantNoise } from '../../../test/support/planted/plant-noise.ts';
import { plantSegments } from '../../../test/support/planted/plant-segments.ts';
import { seededRandom } from '../../base/seeded-random.ts';
import type { CodedTable } from './coded-table.ts';
import { encodeTable, learnCoding } from './coded-table.ts';
import type { Column } from './column.ts';
import { drawOneCloud, oneCloudOf } from './draw-one-cloud.ts';
import { countCodes } from './mixture.ts';
import { normalScores } from './normal-scores.ts';
import { simdKernel } from './simd-kernel.ts';

const coded = (columns: readonly Column[]) => encodeTable(columns, learnCoding(columns).books);

const drawnFrom = (table: CodedTable): CodedTable =>
  drawOneCloud(table, oneCloudOf(table, simdKernel.clouds), seededRandom(3));

/** Correlation of two ordered columns over rows that have both. */
function correlation(table: CodedTable, one: number, other: number): number {
  const { rows, values } = normalScores(table);
  let [both, ones, others] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const [a, b] = [values[one * rows + row]!, values[other * rows + row]!];
    if (Number.isNaN(a * b)) continue;
    both += a * b;
    ones += a * a;
    others += b * b;
  }
  return both / Math.sqrt(ones * others);
}

it('every column keeps its values, zeros and missing among them', () => {
  const table = coded(plantSegments({ rows: 1000, seed: 1 }).columns);
  const drawn = drawnFrom(table);
  expect(countCodes(drawn, { rows: 1000 })).toEqual(countCodes(table, { rows: 1000 }));
  expect(drawn.codes).not.toEqual(table.codes);
});

it('numbers go together as they did, whatever their shape', () => {
  const table = coded(plantNoise({ rows: 3000, seed: 2, loading: 0.8, freedom: 5 }));
  const drawn = drawnFrom(table);
  for (const [one, other] of [
    [0, 1],
    [2, 5],
    [3, 7],
  ] as const)
    expect(Math.abs(correlation(drawn, one, other) - correlation(table, one, other))).toBeLessThan(0.05);
  const independent = coded(plantNoise({ rows: 3000, seed: 2 }));
  expect(Math.abs(correlation(drawnFrom(independent), 0, 1))).toBeLessThan(0.06);
});
