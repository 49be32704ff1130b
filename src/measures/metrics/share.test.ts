import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort } from '../../../test/support/figures.ts';
import { share } from './share.ts';

describe('share', () => {
  it('is of the customers of all segments', () => {
    expect(share.tell(FIGURES, TERMS)).toEqual({ kind: 'value', value: '0.25', base: 48, interval: null });
    const few = { ...FIGURES, sizes: { placed: 3, active: 2, allActive: 4 } };
    expect(inShort(share.tell(few, TERMS))).toBe('few 4');
  });
});
