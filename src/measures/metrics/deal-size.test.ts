import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, momentsOf, without } from '../../../test/support/figures.ts';
import { dealSize } from './deal-size.ts';

describe('deal-size', () => {
  it('is the mean of won deals whose amount is known', () => {
    expect(dealSize.tell(FIGURES, TERMS)).toMatchObject({ value: '700.000000', base: 5 });
    const few = { ...FIGURES.deals, amounts: momentsOf([1, 2]) };
    expect(inShort(dealSize.tell({ ...FIGURES, deals: few }, TERMS))).toBe('few 2');
    expect(inShort(dealSize.tell(without('deals'), TERMS))).toBe('absent: no deals');
  });
});
