import { describe, expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';

describe('normalQuantile', () => {
  it('agrees with tables to nine digits', () => {
    for (const [probability, value] of [
      [0.5, 0],
      [0.975, 1.959963984540054],
      [0.005, -2.575829303548901],
      [0.999, 3.090232306167814],
      [1e-10, -6.361340902404056],
    ] as const)
      expect(normalQuantile(probability)).toBeCloseTo(value, 8);
  });

  it('refuses what is no probability', () => {
    for (const wrong of [0, 1, -1, Number.NaN]) expect(() => normalQuantile(wrong)).toThrow(RangeError);
  });
});
