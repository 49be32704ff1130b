import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, ratioOver } from '../../../test/support/figures.ts';
import { grr } from './grr.ts';

describe('grr', () => {
  it('leaves out what grew, and its interval never passes one', () => {
    const result = grr.tell(FIGURES, TERMS);
    expect(inShort(result)).toBe('0.78');
    expect(result.kind === 'value' && result.interval?.high).toBe(1);
    const few = { ...FIGURES.revenues, gross: ratioOver([[1, 1]]) };
    expect(inShort(grr.tell({ ...FIGURES, revenues: few }, TERMS))).toBe('few 1');
  });
});
