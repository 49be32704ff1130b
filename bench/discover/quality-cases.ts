import { adjustedRand } from '../../src/numeric/adjusted-rand.ts';
import { encodeTable, learnCoding } from '../../src/numeric/cluster/coded-table.ts';
import type { Column } from '../../src/numeric/cluster/column.ts';
import { discoverSegments } from '../../src/numeric/cluster/discover-segments.ts';
import { freezeMixture } from '../../src/numeric/cluster/freeze-mixture.ts';
import { scoreTables } from '../../src/numeric/cluster/frozen-mixture.ts';
import { placeRows } from '../../src/numeric/cluster/place-rows.ts';
import { simdKernel } from '../../src/numeric/cluster/simd-kernel.ts';
import { plantNoise } from '../../test/support/planted/plant-noise.ts';
import type { PlantOptions } from '../../test/support/planted/plant-segments.ts';
import { plantSegments } from '../../test/support/planted/plant-segments.ts';
import type { CalibrationBin } from './calibration.ts';
import { calibrate } from './calibration.ts';

/** Tables whose truth is known. Those of `noise` have none: a seed draws the shape, the size and the values. */
export interface QualityCase {
  readonly plant: Omit<PlantOptions, 'rows' | 'seed'>;
  readonly truth: 'segments' | 'noise';
}

export const cases = {
  'well-specified': { plant: { separation: 0.62 }, truth: 'segments' },
  correlated: { plant: { separation: 0.75, loading: 0.6, freedom: 5 }, truth: 'segments' },
  structureless: { plant: {}, truth: 'noise' },
} as const satisfies Record<string, QualityCase>;

export type CaseName = keyof typeof cases;

/** What one seed gave: the number found, agreement with the truth, that of the true parameters, and calibration. */
export interface SeedResult {
  readonly seed: number;
  readonly found: number;
  readonly agreement: number;
  readonly oracle: number;
  readonly bins: readonly CalibrationBin[];
}

/** Discovers a table of the case with everything as it is by default, and judges it by the truth. */
export function judgeSeed({ plant, truth }: QualityCase, rows: number, seed: number): SeedResult {
  if (truth === 'noise') return { seed, found: discover(noiseOf(seed)).recommended, ...NO_TRUTH };
  const planted = plantSegments({ ...plant, rows, seed });
  const { recommended, table, level } = discover(planted.columns);
  const placed = placeRows(scoreTables(freezeMixture(table, level, simdKernel)), table);
  return {
    seed,
    found: recommended,
    agreement: adjustedRand(planted.truth, placed.segment),
    oracle: adjustedRand(planted.truth, planted.oracle),
    bins: calibrate(placed, planted.truth),
  };
}

const NO_TRUTH = { agreement: 1, oracle: 1, bins: [] };

/** Independent columns, one long cloud, and one with heavy tails in turn, of 300 to 2,000 rows. */
function noiseOf(seed: number): readonly Column[] {
  const shape = [{ loading: 0 }, { loading: 0.8 }, { loading: 0.8, freedom: 5 }][seed % 3]!;
  const rows = [300, 700, 1_200, 2_000][Math.floor(seed / 3) % 4]!;
  return plantNoise({ rows, seed, ...shape });
}

function discover(columns: readonly Column[]) {
  const table = encodeTable(columns, learnCoding(columns).books);
  const { levels, recommended } = discoverSegments(table);
  return { table, recommended, level: levels[recommended - 1]! };
}
