import { describe, expect, it } from 'vitest';
import { hedgesG } from './hedges-g.ts';

describe('hedgesG', () => {
  it('is what the formulas give by hand in Python for 6 and 7 values', () => {
    // 5.1 6.2 7.3 8.0 5.5 6.1 against 4.2 5.0 4.8 5.9 3.7 4.4 5.1.
    const g = hedgesG(
      { count: 6, mean: 6.366666666666667, deviation: 1.094836365246728 },
      { count: 7, mean: 4.728571428571429, deviation: 0.7111359122659224 },
    );
    expect(g?.value).toBeCloseTo(1.682055858926374, 12);
    expect(g?.low).toBeCloseTo(0.41436136802177237, 8);
    expect(g?.high).toBeCloseTo(2.9497503498309756, 8);
  });

  it('does not speak where nothing varies', () => {
    expect(hedgesG({ count: 5, mean: 2, deviation: 0 }, { count: 9, mean: 3, deviation: 0 })).toBeNull();
  });
});
