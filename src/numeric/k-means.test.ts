import { describe, expect, it } from 'vitest';
import { inertia } from './inertia.ts';
import { kMeans } from './k-means.ts';
import { matrixOf } from './matrix.ts';

const rows = Array.from({ length: 60 }, (_, i) =>
  Array.from(
    { length: 4 },
    (_, j) => ((i * 37 + j * 101 + i * j * 13) % 97) / 10 + (i % 3 === j % 3 ? 6 : 0),
  ),
);
const made = matrixOf(rows);

describe('kMeans', () => {
  it('reaches the inertia of scikit-learn 1.2.1 (best of many starts), weighted too', () => {
    const three = kMeans(made, { groups: 3, seed: 1, starts: 50 });
    expect(three.inertia).toBeCloseTo(1759.7044983447927, 9);
    expect(inertia(made, three.labels)).toBeCloseTo(three.inertia, 9);
    const weights = rows.map((_, i) => 1 + (i % 4));
    expect(kMeans(made, { groups: 3, seed: 1, starts: 100, weights }).inertia).toBeCloseTo(
      4349.475509090909,
      9,
    );
  });

  it('takes a weight for so many rows, and a weight of 0 for none', () => {
    const doubled = matrixOf(rows.flatMap((row, i) => (i % 5 === 0 ? [row, row] : i % 7 === 0 ? [] : [row])));
    const weights = rows.map((_, i) => (i % 5 === 0 ? 2 : i % 7 === 0 ? 0 : 1));
    const weighted = kMeans(made, { groups: 3, seed: 2, starts: 50, weights });
    expect(weighted.inertia).toBeCloseTo(kMeans(doubled, { groups: 3, seed: 2, starts: 50 }).inertia, 8);
  });

  it('fills groups, one a row where there are as many, and refuses more', () => {
    const four = matrixOf([[0], [1], [10], [11]]);
    const { labels, inertia: left } = kMeans(four, { groups: 4, seed: 1 });
    expect(new Set(labels).size).toBe(4);
    expect(left).toBe(0);
    expect(() => kMeans(four, { groups: 5, seed: 1 })).toThrow(RangeError);
  });

  it('bears rows that are all the same', () => {
    expect(kMeans(matrixOf([[2], [2], [2]]), { groups: 2, seed: 1 }).inertia).toBe(0);
  });
});
