import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';

const take = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seeded random numbers', () => {
  it('repeat for a seed and differ between seeds', () => {
    expect(take(1, 5)).toEqual(take(1, 5));
    expect(take(1, 5)).not.toEqual(take(2, 5));
  });

  it('are uniform: ten thousand in twenty cells, chi-square below its 0.999 quantile', () => {
    const cells = new Float64Array(20);
    for (const value of take(42, 10_000)) cells[Math.floor(value * 20)]! += 1;
    const chiSquare = cells.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
    expect(chiSquare).toBeLessThan(43.82);
  });

  it('are normal where asked: mean and deviation within four standard errors', () => {
    const random = seededRandom(9);
    const values = Array.from({ length: 20_000 }, () => random.normal(10, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean - 10)).toBeLessThan((4 * 2) / Math.sqrt(values.length));
    expect(Math.abs(deviation - 2)).toBeLessThan(0.05);
  });

  it('draw integers from both ends and in between', () => {
    const random = seededRandom(3);
    const seen = new Set(Array.from({ length: 200 }, () => random.integer(-1, 2)));
    expect([...seen].toSorted((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
  });

  it('fork into streams of their own, by name', () => {
    expect(seededRandom(1).fork('a').next()).toBe(seededRandom(1).fork('a').next());
    expect(seededRandom(1).fork('a').next()).not.toBe(seededRandom(1).fork('b').next());
  });
});
