import { expect, it } from 'vitest';
import { plantSegments } from '../../../test/support/planted/plant-segments.ts';
import { encodeTable, learnCoding } from '../../numeric/cluster/coded-table.ts';
import { fitMixture, MIXTURE_DEFAULTS } from '../../numeric/cluster/fit-mixture.ts';
import { freezeMixture } from '../../numeric/cluster/freeze-mixture.ts';
import { scoreTables } from '../../numeric/cluster/frozen-mixture.ts';
import { placeRows } from '../../numeric/cluster/place-rows.ts';
import { simdKernel } from '../../numeric/cluster/simd-kernel.ts';
import { populationStability } from '../../numeric/population-stability.ts';
import { readFitBins } from './fit-bins.ts';

const EDGES = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90];
/** The row an engine would count of these percentiles. */
const rowOf = (percentiles: Iterable<number>) => {
  const all = [...percentiles];
  return Object.fromEntries(
    EDGES.map((edge) => [`from_${edge}`, all.filter((one) => one >= edge).length] as const),
  );
};

it('has a tenth of those learned from in each bin, and every customer of the day in one', () => {
  const fitQuantiles = Array.from({ length: 101 }, (_, at) => at / 7);
  const bins = readFitBins(rowOf([0, 9, 10, 55, 100]), { fitQuantiles, rows: 995 });
  expect(bins.map(({ after }) => after)).toEqual([2, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
  expect(bins.reduce((sum, { before }) => sum + before, 0)).toBe(995);
  for (const { before } of bins) expect(Math.abs(before - 99.5)).toBeLessThan(1);
  expect(bins.map(({ label }) => label).filter((_, at) => at % 9 === 0)).toEqual([
    'fit percentile under 10',
    'fit percentile 90 and more',
  ]);
});

it('puts equal fits above the last of their quantiles, as placements do', () => {
  // The worst 30 of a hundred fit equally badly, the others better and better.
  const fitQuantiles = Array.from({ length: 101 }, (_, at) => Math.max(30, at));
  const { before } = readFitBins({}, { fitQuantiles, rows: 100 }).reduce<{ before: number[] }>(
    (all, one) => ({ before: [...all.before, one.before] }),
    { before: [] },
  );
  expect(before).toEqual([0, 0, 0, 40, 10, 10, 10, 10, 10, 10]);
});

it.each([
  ['numbers and words', { numeric: ['count', 'skewed', 'normal'], levels: [4] }],
  ['yes and no alone', { numeric: [], levels: [2, 2, 2, 2] }],
] as const)('finds those learned from where they are: %s', (_, kinds) => {
  const { columns } = plantSegments({ rows: 3_000, seed: 4, ...kinds });
  const table = encodeTable(columns, learnCoding(columns).books);
  const { parameters } = fitMixture(table, 3, simdKernel, MIXTURE_DEFAULTS);
  const frozen = freezeMixture(table, { parameters, groups: [[0], [1], [2]] }, simdKernel);
  const { fitPercentile } = placeRows(scoreTables(frozen), table);
  const bins = readFitBins(rowOf(fitPercentile), { fitQuantiles: frozen.fitQuantiles, rows: 3_000 });
  const { index } = populationStability(
    bins.map(({ before }) => before),
    bins.map(({ after }) => after),
  );
  expect(index).toBeLessThan(0.02);
});
