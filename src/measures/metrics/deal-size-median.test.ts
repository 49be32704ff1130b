import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, momentsOf } from '../../../test/support/figures.ts';
import { dealSizeMedian } from './deal-size-median.ts';

describe('deal-size-median', () => {
  it('is a value between two deals, and so is its interval', () => {
    expect(dealSizeMedian.tell(FIGURES, TERMS)).toEqual({
      kind: 'value',
      value: '700.000000',
      base: 5,
      interval: { low: 500, high: 900 },
    });
    const few = { ...FIGURES.deals, amounts: momentsOf([1, 2]) };
    expect(inShort(dealSizeMedian.tell({ ...FIGURES, deals: few }, TERMS))).toBe('few 2');
  });
});
