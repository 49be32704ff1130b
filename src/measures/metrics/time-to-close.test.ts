import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort } from '../../../test/support/figures.ts';
import { timeToClose } from './time-to-close.ts';

describe('time-to-close', () => {
  it('is in days, halves kept', () => {
    expect(timeToClose.tell(FIGURES, TERMS)).toEqual({
      kind: 'value',
      value: '42.5',
      base: 5,
      interval: { low: 10, high: 90 },
    });
    const few = { ...FIGURES.deals, timed: 4 };
    expect(inShort(timeToClose.tell({ ...FIGURES, deals: few }, TERMS))).toBe('few 4');
  });
});
