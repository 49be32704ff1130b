import { describe, expect, it } from 'vitest';
import { wilson } from './wilson.ts';

describe('wilson', () => {
  it('is what Newcombe (1998) prints for 81 of 263 and 15 of 148', () => {
    const many = wilson(81, 263);
    expect([many.low.toFixed(4), many.high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
    const few = wilson(15, 148);
    expect([few.low.toFixed(4), few.high.toFixed(4)]).toEqual(['0.0624', '0.1605']);
  });

  it('stays within 0 and 1, and is open where nothing or everything was hit', () => {
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(0, 20).high.toFixed(4)).toBe('0.1611');
    expect(wilson(29, 29)).toMatchObject({ share: 1, high: 1 });
    expect(wilson(29, 29).low.toFixed(4)).toBe('0.8830');
  });
});
