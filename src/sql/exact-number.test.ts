import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addExact,
  compareExact,
  divideExact,
  exactNumber,
  floorExact,
  formatExact,
  multiplyExact,
  negateExact,
  rescale,
} from './exact-number.ts';

const exact = fc.record({
  unscaled: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  scale: fc.integer({ min: 0, max: 8 }),
});

describe('exact numbers', () => {
  it('are read and written digit by digit', () => {
    for (const digits of ['0', '-12.50', '0.05', '-0.5', '12345678901234567890.123'])
      expect(formatExact(exactNumber(digits))).toBe(digits);
    fc.assert(
      fc.property(exact, (number) => {
        expect(exactNumber(formatExact(number))).toEqual(number);
      }),
    );
  });

  it('divide to so many digits, half away from zero', () => {
    const quotient = (left: string, right: string, scale: number) => {
      const result = divideExact(exactNumber(left), exactNumber(right), scale);
      return result && formatExact(result);
    };
    expect(quotient('1', '3', 6)).toBe('0.333333');
    expect(quotient('-2', '3', 2)).toBe('-0.67');
    expect(quotient('0.125', '-1', 2)).toBe('-0.13');
    expect(quotient('1234.5600', '0.04', 0)).toBe('30864');
    expect(quotient('1', '0.00', 2)).toBeNull();
  });

  it('calculate without loss', () => {
    const result = (left: string, right: string) => {
      const [a, b] = [exactNumber(left), exactNumber(right)];
      return [addExact(a, b), multiplyExact(a, b), negateExact(a)].map(formatExact);
    };
    expect(result('0.1', '0.25')).toEqual(['0.35', '0.025', '-0.1']);
    expect(result('-9007199254740993', '0.5')).toEqual([
      '-9007199254740992.5',
      '-4503599627370496.5',
      '9007199254740993',
    ]);
  });

  it('compare by value, whatever their scale', () => {
    fc.assert(
      fc.property(exact, exact, (a, b) => {
        expect(compareExact(a, rescale(a, a.scale + 3))).toBe(0);
        expect(compareExact(a, b)).toBe(-compareExact(b, a) + 0);
        expect(compareExact(addExact(a, { unscaled: 1n, scale: 9 }), a)).toBe(1);
      }),
    );
  });

  it('round down to the whole number below', () => {
    const floors = ['2.5', '-2.5', '-2.0', '0.9', '-0.1'].map((digits) => floorExact(exactNumber(digits)));
    expect(floors).toEqual([2n, -3n, -2n, 0n, -1n]);
  });
});
