import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort } from '../../../test/support/figures.ts';
import { nps } from './nps.ts';

describe('nps', () => {
  it('is per cent of promoters less per cent of detractors, with the interval of t', () => {
    const result = nps.tell(FIGURES, TERMS);
    expect(inShort(result)).toBe('50');
    // Six times 100, thrice 0, once −100: 50 ± 2.262157 × 70.710678 / √10.
    const interval = result.kind === 'value' ? result.interval : null;
    expect(interval?.low).toBeCloseTo(-0.5837, 3);
    expect(interval?.high).toBe(100);
  });

  it('ends at 100, and says nothing of few', () => {
    const all = { respondents: 6, promoters: 6, detractors: 0 };
    expect(nps.tell({ ...FIGURES, answers: all }, TERMS)).toMatchObject({
      value: '100',
      interval: { low: 100, high: 100 },
    });
    const few = { respondents: 4, promoters: 4, detractors: 0 };
    expect(inShort(nps.tell({ ...FIGURES, answers: few }, TERMS))).toBe('few 4');
  });
});
