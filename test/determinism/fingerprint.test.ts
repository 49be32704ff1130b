import { describe, expect, it } from 'vitest';
import { unsteady } from './company.ts';

describe('unsteady', () => {
  it('names columns that differ or are absent somewhere', () => {
    expect(
      unsteady([
        { a: '1', b: '2' },
        { a: '1', b: '3' },
        { a: '1', b: '2', c: '1' },
      ]),
    ).toEqual({ b: 2, c: 2 });
  });
});
