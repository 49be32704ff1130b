import { describe, expect, it } from 'vitest';
import { plantSegments } from '../../../test/support/planted/plant-segments.ts';
import { adjustedRand } from '../adjusted-rand.ts';
import type { CodedTable } from './coded-table.ts';
import { encodeTable, learnCoding, selectRows } from './coded-table.ts';
import { compressRows } from './compress-rows.ts';
import { discoverSegments } from './discover-segments.ts';
import { freezeMixture } from './freeze-mixture.ts';
import { scoreTables } from './frozen-mixture.ts';
import { placeRows } from './place-rows.ts';
import { simdKernel } from './simd-kernel.ts';

const planted = plantSegments({ rows: 1200, seed: 21 });
const table = encodeTable(planted.columns, learnCoding(planted.columns).books);
const QUICK = { bootstraps: 4, mostComponents: 5 };
const twice = (rows: number) => Array.from({ length: 2 * rows }, (_, i) => i >> 1);

function labelsOf(of: CodedTable, weights: Float32Array | null, place: CodedTable) {
  const discovery = discoverSegments(of, { ...QUICK, weights });
  const level = discovery.levels[discovery.recommended - 1]!;
  const frozen = freezeMixture(of, level, simdKernel, { weights });
  return { discovery, level, frozen, labels: placeRows(scoreTables(frozen), place).segment };
}

describe('weights', () => {
  const weighed = labelsOf(table, new Float32Array(1200).fill(2), table);
  const written = labelsOf(selectRows(table, twice(1200)), null, table);

  it('of 2 are rows written twice: as many segments, the same ones, as stable', () => {
    expect(weighed.discovery.recommended).toBe(4);
    expect(written.discovery).toMatchObject({ recommended: 4, verdict: weighed.discovery.verdict });
    expect(adjustedRand(weighed.labels, written.labels)).toBeGreaterThan(0.97);
    const bic = (one: typeof weighed) => one.level.fit!.bic;
    expect(bic(weighed) / bic(written)).toBeCloseTo(1, 3);
    expect(weighed.level.smallestJaccard).toBeCloseTo(written.level.smallestJaccard!, 0);
  });

  it('of 2 freeze to the bit almost as rows written twice, from the same start', () => {
    const frozen = [
      freezeMixture(table, weighed.level, simdKernel, { weights: new Float32Array(1200).fill(2) }),
      freezeMixture(selectRows(table, twice(1200)), weighed.level, simdKernel),
    ];
    frozen[0]!.parameters.shares.forEach((share, j) =>
      expect(share).toBeCloseTo(frozen[1]!.parameters.shares[j]!, 5),
    );
    frozen[0]!.fitQuantiles.forEach((value, i) => expect(value).toBeCloseTo(frozen[1]!.fitQuantiles[i]!, 3));
  });

  it('of 0 are rows that are not there', () => {
    const weights = Float32Array.from(planted.truth, (segment) => Number(segment !== 0));
    const { discovery, level } = labelsOf(table, weights, table);
    expect(discovery.recommended).toBe(3);
    expect(level.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('that are no weights are refused', () => {
    for (const weights of [[1], Array(1200).fill(-1), Array(1200).fill(Number.NaN), Array(1200).fill(0)])
      expect(() => discoverSegments(table, { ...QUICK, weights: Float32Array.from(weights) })).toThrow(
        RangeError,
      );
  });
});

describe('rows with the same codes', () => {
  const survey = plantSegments({
    ...{ rows: 6000, seed: 3, numeric: [], levels: Array.from({ length: 9 }, () => 2) },
    ...{ separation: 1.5, missing: 0 },
  });
  const answers = encodeTable(survey.columns, learnCoding(survey.columns).books);

  it('become one with a weight, and nothing is lost', () => {
    const { table: few, weights } = compressRows(answers);
    expect(few.rows).toBeLessThanOrEqual(2 ** 9);
    expect(weights!.reduce((sum, weight) => sum + weight, 0)).toBe(6000);
    const text = (of: CodedTable, row: number) => of.codes.subarray(row * 9, row * 9 + 9).join(' ');
    const counts = new Map<string, number>();
    for (let row = 0; row < 6000; row++)
      counts.set(text(answers, row), (counts.get(text(answers, row)) ?? 0) + 1);
    expect(few.rows).toBe(counts.size);
    for (let row = 0; row < few.rows; row++) expect(weights![row]).toBe(counts.get(text(few, row)));
  });

  it('are left where few are the same', () => {
    expect(compressRows(table)).toEqual({ table, weights: null });
  });

  it('give the segments of the survey', () => {
    const { discovery, labels } = labelsOf(answers, null, answers);
    const best = adjustedRand(survey.truth, survey.oracle);
    expect(discovery.recommended).toBeGreaterThan(1);
    expect(adjustedRand(survey.truth, labels)).toBeGreaterThan(0.85 * best);
  });
});
