import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort } from '../../../test/support/figures.ts';
import { exactNumber } from '../../sql/exact-number.ts';
import { arr } from './arr.ts';

describe('arr', () => {
  it('is twelve times MRR, to the last digit', () => {
    expect(inShort(arr.tell(FIGURES, TERMS))).toBe('14406.000000');
    const third = { ...FIGURES.balance, mrr: exactNumber('83.333333') };
    expect(inShort(arr.tell({ ...FIGURES, balance: third }, TERMS))).toBe('999.999996');
  });
});
