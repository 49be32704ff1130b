import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, momentsOf, without } from '../../../test/support/figures.ts';
import { exactNumber } from '../../sql/exact-number.ts';
import { payback } from './payback.ts';

describe('payback', () => {
  it('is CAC over what is left of ARPA, its interval that of ARPA turned round', () => {
    const result = payback.tell(FIGURES, TERMS);
    if (result.kind !== 'value') throw new Error('nothing told');
    expect(Number(result.value)).toBeCloseTo(166.666667 / 80, 9);
    expect(result.interval?.low).toBeCloseTo(166.666667 / (117.5598 * 0.8), 4);
    expect(result.interval?.high).toBeCloseTo(166.666667 / (82.4402 * 0.8), 4);
  });

  it('is absent where a customer leaves nothing, and for any reason CAC or ARPA are', () => {
    const free = { mrr: exactNumber('0'), each: momentsOf([0, 0, 0, 0, 0]) };
    expect(inShort(payback.tell({ ...FIGURES, balance: free }, TERMS))).toMatch(/^absent: A customer/);
    expect(inShort(payback.tell(without('margin'), TERMS))).toBe('absent: no margin');
    const few = { mrr: exactNumber('0'), each: momentsOf([9, 9]) };
    expect(inShort(payback.tell({ ...FIGURES, balance: few }, TERMS))).toBe('few 2');
  });
});
