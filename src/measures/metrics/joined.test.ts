import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, without } from '../../../test/support/figures.ts';
import { joined } from './joined.ts';

describe('joined', () => {
  it('is counted against the snapshot before, if there is one', () => {
    expect(inShort(joined.tell(FIGURES, TERMS))).toBe('3');
    expect(inShort(joined.tell(without('movement'), TERMS))).toBe('absent: no movement');
  });
});
