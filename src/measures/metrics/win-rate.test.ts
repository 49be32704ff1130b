import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort } from '../../../test/support/figures.ts';
import { winRate } from './win-rate.ts';

describe('win-rate', () => {
  it("is of won and lost deals, with Wilson's interval", () => {
    const result = winRate.tell(FIGURES, TERMS);
    expect(result).toMatchObject({ value: '0.75', base: 8 });
    expect(result.kind === 'value' && result.interval?.low).toBeCloseTo(0.4093, 4);
    const few = { ...FIGURES.deals, won: 3, lost: 1 };
    expect(inShort(winRate.tell({ ...FIGURES, deals: few }, TERMS))).toBe('few 4');
  });
});
