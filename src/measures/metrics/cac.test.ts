import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort } from '../../../test/support/figures.ts';
import { cac } from './cac.ts';

describe('cac', () => {
  it('is rounded once, half away from zero', () => {
    expect(inShort(cac.tell(FIGURES, TERMS))).toBe('166.666667');
    const few = { ...FIGURES.acquisition, newCustomers: 4 };
    expect(inShort(cac.tell({ ...FIGURES, acquisition: few }, TERMS))).toBe('few 4');
    const nobody = { ...FIGURES.acquisition, newCustomers: 0 };
    expect(inShort(cac.tell({ ...FIGURES, acquisition: nobody }, TERMS))).toBe('few 0');
  });
});
