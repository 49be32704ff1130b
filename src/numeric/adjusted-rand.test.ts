import { describe, expect, it } from 'vitest';
import { adjustedRand } from './adjusted-rand.ts';

describe('adjustedRand', () => {
  it('is 1 for the same partition under other labels, and where nothing can differ', () => {
    expect(adjustedRand([0, 0, 1, 2], [5, 5, 3, 9])).toBe(1);
    expect(adjustedRand([0, 0, 0], [1, 1, 1])).toBe(1);
    expect(adjustedRand([0, 1, 2], [2, 1, 0])).toBe(1);
  });

  it('is what scikit-learn 1.2.1 documents', () => {
    expect(adjustedRand([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.571428571428571, 12);
    expect(adjustedRand([0, 0, 0, 0], [0, 1, 2, 3])).toBe(0);
  });
});
