import { describe, expect, it } from 'vitest';
import { formatNumber } from './format-number.ts';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-5, '-5'],
    [999, '999'],
    [1000, '1,000'],
    [-1234567.125, '-1,234,567.125'],
    [49999.99, '49,999.99'],
    [0.1234567, '0.1234567'],
    [1e21, '1e+21'],
  ])('%d is %s', (value, text) => expect(formatNumber(value)).toBe(text));
});
