import { describe, expect, it } from 'vitest';
import { drawRows } from './draw-rows.ts';
import { spreadRows } from './sample-rows.ts';

describe('rows spread over a table', () => {
  it('come as often as they weigh where there is room for all', () => {
    expect([...spreadRows([1, 1, 1], 10)]).toEqual([0, 1, 2]);
    expect([...spreadRows([2, 0, 3, 1], 6)]).toEqual([0, 0, 2, 2, 2, 3]);
  });

  it('come in proportion where there is not, fractions too', () => {
    const chosen = spreadRows([0.5, 1.5, 8, 10], 100);
    expect(chosen).toHaveLength(20);
    const half = spreadRows([50, 150, 800, 1000], 200);
    expect([0, 1, 2, 3].map((row) => half.filter((one) => one === row).length)).toEqual([5, 15, 80, 100]);
  });
});

describe('rows drawn with replacement', () => {
  it('are as many as there are, a row of weight 3 as often as three rows', () => {
    const once = drawRows(6000, null, 1, 0);
    const thrice = drawRows(2000, new Float32Array(2000).fill(3), 1, 0);
    const sum = (values: Float32Array) => values.reduce((all, value) => all + value, 0);
    for (const { times, copies } of [once, thrice]) {
      expect(Math.abs(sum(times) - 6000)).toBeLessThan(4 * Math.sqrt(6000));
      expect(Math.abs(sum(copies) - 6000 * (1 - Math.exp(-1)))).toBeLessThan(4 * Math.sqrt(6000 * 0.24));
    }
    expect(once.copies.every((copy) => copy === 1)).toBe(true);
  });
});
