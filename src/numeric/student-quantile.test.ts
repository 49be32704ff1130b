import { describe, expect, it } from 'vitest';
import { studentQuantile } from './student-quantile.ts';

describe('studentQuantile', () => {
  it('agrees with printed tables, and with R to eight digits', () => {
    for (const [freedom, value] of [
      [1, 12.706204736432095],
      [2, 4.302652729911275],
      [3, 3.182446305284263],
      [9, 2.2621571627409915],
      [10, 2.2281388519649385],
      [30, 2.0422724563012373],
      [199, 1.971956544249394],
      [200, 1.971896223633009],
      [1_000_000, 1.959966357],
    ] as const)
      expect(studentQuantile(0.975, freedom)).toBeCloseTo(value, 7);
  });

  it('is 0 in the middle and refuses what is no probability', () => {
    expect(studentQuantile(0.5, 7)).toBeCloseTo(0, 12);
    for (const wrong of [0.4, 1, Number.NaN]) expect(() => studentQuantile(wrong, 5)).toThrow(RangeError);
    for (const wrong of [0, 2.5]) expect(() => studentQuantile(0.9, wrong)).toThrow(RangeError);
  });
});
