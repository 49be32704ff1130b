import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableNear } from './readable-near.ts';

describe('readable numbers near one', () => {
  it('come the roundest first and end in the number itself', () => {
    expect(readableNear(487.25, null)).toEqual([500, 490, 487, 487.3, 487.25]);
    expect(readableNear(0.0312, null)).toEqual([0.03, 0.031, 0.0312]);
    expect(readableNear(-7.5, null)).toEqual([-8, -7.5]);
  });

  it('have no more digits after the point than asked for, and end in the least from the number up', () => {
    expect(readableNear(99.5, 0)).toEqual([100]);
    expect(readableNear(104.2, 0)).toEqual([100, 104, 105]);
    expect(readableNear(12.3456, 2)).toEqual([10, 12, 12.3, 12.35]);
    expect(readableNear(0, 0)).toEqual([0]);
  });

  it('end in a number between which and the first no number of so many digits lies', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        (value, places) => {
          const last = readableNear(value, places).at(-1) ?? Number.NaN;
          expect(last).toBeGreaterThanOrEqual(value);
          expect(last - value).toBeLessThan(10 ** -places * (1 + 1e-6));
          expect(Number(last.toFixed(places))).toBe(last);
        },
      ),
    );
  });
});
