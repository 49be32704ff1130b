import { describe, expect, it } from 'vitest';
import { cutJoinings, joinRows } from './hierarchical.ts';
import { matrixOf } from './matrix.ts';

const made = matrixOf(
  Array.from({ length: 25 }, (_, i) =>
    Array.from(
      { length: 4 },
      (_, j) => ((i * 37 + j * 101 + i * j * 13) % 97) / 10 + (i % 3 === j % 3 ? 6 : 0),
    ),
  ),
);

describe('joinRows', () => {
  it.each([
    ['average', [8.227161085011, 9.749018999213, 9.813028105932, 11.521195747955], 148.12432670815934],
    ['complete', [12.714558584552, 13.612494260789, 16.717655337995, 20.668091348743], 184.00120299572757],
    ['ward', [15.121524394055, 15.44932319882, 16.588416306434, 30.165655968336], 201.92006768615684],
  ] as const)('has the heights of scipy 1.10.1: %s', (linkage, last, sum) => {
    const joinings = joinRows(made, linkage);
    joinings.slice(-4).forEach(({ height }, i) => expect(height).toBeCloseTo(last[i]!, 9));
    expect(joinings.reduce((total, { height }) => total + height, 0)).toBeCloseTo(sum, 9);
    expect(joinings.at(-1)?.size).toBe(25);
  });

  it('cuts into as many groups as are asked for', () => {
    const joinings = joinRows(matrixOf([[0], [0.1], [9], [9.2], [30]]), 'average');
    expect([...cutJoinings(joinings, 3)]).toEqual([0, 0, 1, 1, 2]);
    expect(new Set(cutJoinings(joinings, 5)).size).toBe(5);
    expect(new Set(cutJoinings(joinings, 1)).size).toBe(1);
  });
});
