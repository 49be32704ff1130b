import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, without } from '../../../test/support/figures.ts';
import { left } from './left.ts';

describe('left', () => {
  it('is counted against the snapshot before, if there is one', () => {
    expect(inShort(left.tell(FIGURES, TERMS))).toBe('2');
    expect(inShort(left.tell(without('movement'), TERMS))).toBe('absent: no movement');
  });
});
