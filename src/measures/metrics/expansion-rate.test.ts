import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, ratioOver } from '../../../test/support/figures.ts';
import { expansionRate } from './expansion-rate.ts';

describe('expansion-rate', () => {
  it('is what grew alone, and its interval never falls below nothing', () => {
    const result = expansionRate.tell(FIGURES, TERMS);
    expect(inShort(result)).toBe('0.06');
    expect(result.kind === 'value' && result.interval?.low).toBe(0);
    const few = { ...FIGURES.revenues, expansion: ratioOver([[1, 1]]) };
    expect(inShort(expansionRate.tell({ ...FIGURES, revenues: few }, TERMS))).toBe('few 1');
  });
});
