import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, without } from '../../../test/support/figures.ts';
import { ltv } from './ltv.ts';

describe('ltv', () => {
  it('is the mean of revenue to date times the margin, with the interval of t', () => {
    const result = ltv.tell(FIGURES, TERMS);
    expect(inShort(result)).toBe('2400.000000');
    // Standard deviation 0.8 × √2500000 of five: 2400 ± 2.776445 × 1264.911 / √5.
    const interval = result.kind === 'value' ? result.interval : null;
    expect(interval?.low).toBeCloseTo(829.405, 2);
    expect(interval?.high).toBeCloseTo(3970.595, 2);
  });

  it('is absent without a margin', () => {
    expect(inShort(ltv.tell(without('margin'), TERMS))).toBe('absent: no margin');
  });
});
