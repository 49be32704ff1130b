import { expect, it } from 'vitest';
import { plantNoise } from '../../../test/support/planted/plant-noise.ts';
import { plantSegments } from '../../../test/support/planted/plant-segments.ts';
import { encodeTable, learnCoding } from './coded-table.ts';
import type { Column } from './column.ts';
import { MIXTURE_DEFAULTS } from './fit-mixture.ts';
import { gainsOverOne, nullShares } from './null-levels.ts';
import { simdKernel } from './simd-kernel.ts';

const sharesOf = (columns: readonly Column[], nulls: number) => {
  const table = encodeTable(columns, learnCoding(columns).books);
  const ground = { step: 'null', table, components: 4, options: { ...MIXTURE_DEFAULTS, starts: 4 } } as const;
  const [observed = [], ...drawn] = Array.from({ length: nulls + 1 }, (_, draw) =>
    gainsOverOne(ground, draw, simdKernel),
  );
  return nullShares(observed, drawn);
};

it('one cloud never does as well as planted segments', () => {
  const shares = sharesOf(plantSegments({ rows: 800, seed: 3, separation: 0.9 }).columns, 9);
  expect(shares).toHaveLength(4);
  expect(shares[0]).toBe(1);
  expect(shares[3]).toBe(0.1);
});

it.each([
  ['independent columns', 0],
  ['an elongated cloud with heavy tails', 0.8],
])('one cloud often does as well as what is found in %s', (_, loading) => {
  const columns = plantNoise({ rows: 500, seed: 2, loading, freedom: loading > 0 ? 5 : Infinity });
  for (const share of sharesOf(columns, 9).slice(1)) expect(share).toBeGreaterThan(0.1);
});
