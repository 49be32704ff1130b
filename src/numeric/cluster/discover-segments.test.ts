import { describe, expect, it } from 'vitest';
import { plantNoise } from '../../../test/support/planted/plant-noise.ts';
import { plantSegments } from '../../../test/support/planted/plant-segments.ts';
import { adjustedRand } from '../adjusted-rand.ts';
import type { CodedTable } from './coded-table.ts';
import { encodeTable, learnCoding } from './coded-table.ts';
import type { Column } from './column.ts';
import { discoverSegments } from './discover-segments.ts';
import { explainRow } from './explain-row.ts';
import { freezeMixture } from './freeze-mixture.ts';
import type { FrozenMixture } from './frozen-mixture.ts';
import { scoreTables } from './frozen-mixture.ts';
import { labelRows, placeRows } from './place-rows.ts';
import { plainKernel } from './plain-kernel.ts';
import { simdKernel } from './simd-kernel.ts';
import { Cancelled } from './watch.ts';

const coded = (columns: readonly Column[]): CodedTable => encodeTable(columns, learnCoding(columns).books);
const QUICK = { bootstraps: 5, nulls: 0, starts: 6, mostComponents: 6 };

describe('planted segments', () => {
  const planted = plantSegments({ rows: 4000, seed: 21 });
  const table = coded(planted.columns);
  const discovery = discoverSegments(table, QUICK);
  const level = discovery.levels[discovery.recommended - 1]!;
  const frozen = freezeMixture(table, level, simdKernel);
  const tables = scoreTables(frozen);
  const placed = placeRows(tables, table);

  it('are found, as many as there are, nearly as well as the truth itself tells them', () => {
    expect(discovery).toMatchObject({ recommended: 4, verdict: 'natural' });
    const oracle = adjustedRand(planted.truth, planted.oracle);
    expect(adjustedRand(planted.truth, placed.segment)).toBeGreaterThan(0.97 * oracle);
    expect(level.shares.toSorted((a, b) => b - a)[0]).toBeCloseTo(0.5, 1);
  });

  it('place every row, with similarities that sum to 1 and mean what they say', () => {
    let right = 0;
    let promised = 0;
    const names = mostIn(placed.segment, planted.truth);
    for (let row = 0; row < table.rows; row++) {
      const shares = placed.similarity.subarray(row * 4, row * 4 + 4);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      promised += Math.max(...shares);
      right += Number(names[placed.segment[row]!] === planted.truth[row]);
    }
    expect(Math.abs(promised - right) / table.rows).toBeLessThan(0.03);
  });

  it('explain exactly: reasons add up to scores, and scores to similarities', () => {
    for (const row of [0, 17, 999]) {
      const reasons = explainRow(tables, table.codes.subarray(row * 18, row * 18 + 18));
      for (const { score, size, spread, columns } of reasons)
        expect(columns.reduce((sum, column) => sum + column, size + spread)).toBeCloseTo(score, 10);
      const all = Math.log(reasons.reduce((sum, { score }) => sum + Math.exp(score - reasons[0]!.score), 0));
      reasons.forEach(({ score }, s) =>
        expect(Math.exp(score - reasons[0]!.score - all)).toBeCloseTo(placed.similarity[row * 4 + s]!, 9),
      );
    }
  });

  it('label as many rows as there are as they are placed', () => {
    const copies = 17;
    const codes = new Uint8Array(copies * table.codes.length);
    for (let copy = 0; copy < copies; copy++) codes.set(table.codes, copy * table.codes.length);
    const labels = labelRows(tables, { ...table, rows: copies * table.rows, codes });
    expect(labels.length).toBeGreaterThan(65_536);
    for (let copy = 0; copy < copies; copy++)
      expect(labels.subarray(copy * table.rows, (copy + 1) * table.rows)).toEqual(placed.segment);
  });

  it('come back from JSON the same', () => {
    const again = JSON.parse(JSON.stringify(frozen)) as FrozenMixture;
    expect(placeRows(scoreTables(again), table)).toEqual(placed);
  });

  it('are the same with either kernel and again with the same seed', () => {
    const plain = discoverSegments(table, { ...QUICK, bootstraps: 1, kernel: plainKernel });
    expect(plain).toEqual(discoverSegments(table, { ...QUICK, bootstraps: 1, kernel: simdKernel }));
  });

  it('know who fits nowhere, and say how much is known of each', () => {
    const strange = placeRows(tables, {
      ...table,
      rows: 2,
      codes: Uint8Array.from({ length: 36 }, (_, i) => (i < 18 ? (i < 12 ? (i % 2 ? 0 : 180) : 1) : 255)),
    });
    expect(strange.fitPercentile[0]).toBe(0);
    expect([...strange.present]).toEqual([18, 0]);
    expect(strange.segment[1]).toBe(0);
  });
});

describe('tables without groups', () => {
  it.each([
    ['independent columns', 0, Infinity],
    ['one elongated cloud', 0.8, Infinity],
    ['one elongated cloud with heavy tails', 0.8, 5],
  ])('are told so: %s', (_, loading, freedom) => {
    const columns = plantNoise({ rows: 1500, seed: 4, loading, freedom });
    const discovery = discoverSegments(coded(columns), { ...QUICK, bootstraps: 3 });
    expect(discovery).toMatchObject({ recommended: 1, verdict: 'no groups' });
    expect(discovery.levels.length).toBeGreaterThan(1);
  });
});

it('discovery stops where it is cancelled', () => {
  const columns = plantNoise({ rows: 300, seed: 1 });
  expect(() => discoverSegments(coded(columns), QUICK, { cancelled: () => true })).toThrow(Cancelled);
});

/** For each label, the truth most of its rows have. */
function mostIn(labels: Int32Array, truth: Int32Array): readonly number[] {
  const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  labels.forEach((label, row) => (counts[label]![truth[row]!]! += 1));
  return counts.map((of) => of.indexOf(Math.max(...of)));
}
