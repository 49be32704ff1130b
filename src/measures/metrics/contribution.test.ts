import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort } from '../../../test/support/figures.ts';
import { exactNumber } from '../../sql/exact-number.ts';
import { contribution } from './contribution.ts';

describe('contribution', () => {
  it('is the part of all money, and absent where there is none', () => {
    expect(inShort(contribution.tell(FIGURES, TERMS))).toBe('0.25');
    const nothing = { ...FIGURES.contribution, all: exactNumber('0.00') };
    expect(inShort(contribution.tell({ ...FIGURES, contribution: nothing }, TERMS))).toBe(
      'absent: Nobody pays anything.',
    );
  });
});
