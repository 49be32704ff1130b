import { describe, expect, it } from 'vitest';
import { adjustedRand } from '../../src/numeric/adjusted-rand.ts';
import { encodeTable, learnCoding } from '../../src/numeric/cluster/coded-table.ts';
import { discoverSegments } from '../../src/numeric/cluster/discover-segments.ts';
import { freezeMixture } from '../../src/numeric/cluster/freeze-mixture.ts';
import { scoreTables } from '../../src/numeric/cluster/frozen-mixture.ts';
import { placeRows } from '../../src/numeric/cluster/place-rows.ts';
import { simdKernel } from '../../src/numeric/cluster/simd-kernel.ts';
import type { Planted, PlantOptions } from '../support/planted/plant-segments.ts';
import { plantSegments } from '../support/planted/plant-segments.ts';
import { copyColumn, hideHigh, hideShare } from '../support/planted/trouble-columns.ts';

const plant = (options: Partial<PlantOptions> = {}) =>
  plantSegments({ rows: 3000, seed: 1, separation: 0.7, ...options });

/** Tables with something in them that upsets clustering; `of` is the share of the truth's own agreement to reach. */
const troubles: readonly { readonly name: string; readonly planted: Planted; readonly of: number }[] = [
  { name: 'nothing', planted: plant(), of: 0.97 },
  { name: 'heavy tails', planted: plant({ freedom: 5 }), of: 0.9 },
  { name: 'columns correlated inside segments', planted: plant({ loading: 0.6, freedom: 5 }), of: 0.9 },
  {
    name: 'segments in families',
    planted: plant({ families: [0, 0, 1, 1], shares: [0.3, 0.3, 0.2, 0.2] }),
    of: 0.95,
  },
  {
    name: 'a column with 60 % missing',
    planted: change((columns) => hideShare(columns, 0, 0.6, 1)),
    of: 0.93,
  },
  {
    name: 'a column that hides what is high',
    planted: change((columns) => hideHigh(columns, 0, 1)),
    of: 0.95,
  },
  { name: 'forty levels', planted: plant({ levels: [2, 3, 3, 4, 5, 40] }), of: 0.95 },
  { name: 'a column three times', planted: change((columns) => copyColumn(columns, 0, 2)), of: 0.97 },
  {
    name: 'yes and no alone',
    planted: plant({ numeric: [], levels: Array.from({ length: 20 }, () => 2), separation: 1.2, missing: 0 }),
    of: 0.97,
  },
];

function change(by: (columns: Planted['columns']) => Planted['columns']): Planted {
  const planted = plant();
  return { ...planted, columns: by(planted.columns) };
}

function agreement({ columns, truth }: Planted) {
  const table = encodeTable(columns, learnCoding(columns).books);
  const { levels, recommended } = discoverSegments(table, { bootstraps: 0, nulls: 0, starts: 8 });
  const frozen = freezeMixture(table, levels[recommended - 1]!, simdKernel);
  return { recommended, found: adjustedRand(truth, placeRows(scoreTables(frozen), table).segment) };
}

describe('four planted segments are found', () => {
  it.each(troubles)('with $name', ({ planted, of }) => {
    const { recommended, found } = agreement(planted);
    expect(recommended).toBe(4);
    expect(found).toBeGreaterThan(of * adjustedRand(planted.truth, planted.oracle));
  });

  it('a segment of 2 % in a table large enough for it', () => {
    const planted = plant({ rows: 12_000, shares: [0.5, 0.3, 0.175, 0.025], separation: 0.9 });
    const { recommended, found } = agreement(planted);
    expect(recommended).toBe(4);
    expect(found).toBeGreaterThan(0.97 * adjustedRand(planted.truth, planted.oracle));
  });
});
