import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, momentsOf } from '../../../test/support/figures.ts';
import { ltvMedian } from './ltv-median.ts';

describe('ltv-median', () => {
  it('is a value times the margin, and so is its interval', () => {
    expect(ltvMedian.tell(FIGURES, TERMS)).toEqual({
      kind: 'value',
      value: '2400.000000',
      base: 5,
      interval: { low: 800, high: 4000 },
    });
    const none = { ...FIGURES.lifetime, median: null, each: momentsOf([]) };
    expect(inShort(ltvMedian.tell({ ...FIGURES, lifetime: none }, TERMS))).toBe('few 0');
  });
});
