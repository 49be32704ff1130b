import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, momentsOf } from '../../../test/support/figures.ts';
import { ltvLowerQuartile } from './ltv-lower-quartile.ts';

describe('ltv-lower-quartile', () => {
  it('is a value times the margin, and so is its interval', () => {
    expect(ltvLowerQuartile.tell(FIGURES, TERMS)).toEqual({
      kind: 'value',
      value: '1600.000000',
      base: 5,
      interval: null,
    });
    const none = { ...FIGURES.lifetime, lowerQuartile: null, each: momentsOf([]) };
    expect(inShort(ltvLowerQuartile.tell({ ...FIGURES, lifetime: none }, TERMS))).toBe('few 0');
  });
});
