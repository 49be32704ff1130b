import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, momentsOf, without } from '../../../test/support/figures.ts';
import { mrr } from './mrr.ts';

describe('mrr', () => {
  it('is an exact sum, told of any number', () => {
    expect(mrr.tell(FIGURES, TERMS)).toEqual({
      kind: 'value',
      value: '1200.500000',
      base: 5,
      interval: null,
    });
    const one = { ...FIGURES, balance: { mrr: FIGURES.balance.mrr, each: momentsOf([7]) } };
    expect(inShort(mrr.tell(one, TERMS))).toBe('1200.500000');
    expect(inShort(mrr.tell(without('balance'), TERMS))).toBe('absent: no balance');
  });
});
