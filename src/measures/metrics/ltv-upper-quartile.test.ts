import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, momentsOf } from '../../../test/support/figures.ts';
import { ltvUpperQuartile } from './ltv-upper-quartile.ts';

describe('ltv-upper-quartile', () => {
  it('is a value times the margin, and so is its interval', () => {
    expect(ltvUpperQuartile.tell(FIGURES, TERMS)).toEqual({
      kind: 'value',
      value: '3200.000000',
      base: 5,
      interval: null,
    });
    const none = { ...FIGURES.lifetime, upperQuartile: null, each: momentsOf([]) };
    expect(inShort(ltvUpperQuartile.tell({ ...FIGURES, lifetime: none }, TERMS))).toBe('few 0');
  });
});
