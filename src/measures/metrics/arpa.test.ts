import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, momentsOf } from '../../../test/support/figures.ts';
import { arpa } from './arpa.ts';

describe('arpa', () => {
  it('is a mean with the interval of t', () => {
    const result = arpa.tell(FIGURES, TERMS);
    expect(inShort(result)).toBe('100.000000');
    // Standard deviation √200 of five: 100 ± 2.776445 × √200 / √5.
    const interval = result.kind === 'value' ? result.interval : null;
    expect(interval?.low).toBeCloseTo(82.4402, 4);
    expect(interval?.high).toBeCloseTo(117.5598, 4);
  });

  it('says nothing of four', () => {
    const few = { ...FIGURES, balance: { mrr: FIGURES.balance.mrr, each: momentsOf([1, 2, 3, 4]) } };
    expect(inShort(arpa.tell(few, TERMS))).toBe('few 4');
  });
});
