import { describe, expect, it } from 'vitest';
import { quantileRanks } from './quantile-ranks.ts';

describe('quantileRanks', () => {
  it('is what tables print for the median', () => {
    // Of 10 draws, 2 to 8 fall below the median in 97.9 % of all cases: the second and the ninth value.
    expect(quantileRanks(10, 0.5)).toEqual({ low: 2, high: 9 });
    expect(quantileRanks(6, 0.5)).toEqual({ low: 1, high: 6 });
    expect(quantileRanks(25, 0.5)).toEqual({ low: 8, high: 18 });
    expect(quantileRanks(100, 0.5)).toEqual({ low: 40, high: 61 });
  });

  it('says nothing where there are too few values', () => {
    expect(quantileRanks(5, 0.5)).toBeNull();
    expect(quantileRanks(10, 0.25)).toBeNull();
    expect(quantileRanks(13, 0.25)).toEqual({ low: 1, high: 7 });
    expect(quantileRanks(13, 0.75)).toEqual({ low: 7, high: 13 });
  });

  it('reaches far', () => {
    const ranks = quantileRanks(1_000_000, 0.5);
    expect(Math.abs((ranks?.low ?? 0) - 499_020)).toBeLessThan(3);
    expect(Math.abs((ranks?.high ?? 0) - 500_981)).toBeLessThan(3);
  });
});
