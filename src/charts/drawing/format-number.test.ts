import { expect, it } from 'vitest';
import { compact, grouped, moneyOf, percentOf, signed } from './format-number.ts';

it('puts thousands apart and tells a minus from a hyphen', () => {
  expect([0, 7, 999, 1000, 1234567].map((value) => grouped(value))).toEqual([
    '0',
    '7',
    '999',
    '1,000',
    '1,234,567',
  ]);
  expect(grouped(-1234.56, 1)).toBe('−1,234.6');
  expect(grouped(-0.4)).toBe('0');
});

it('is compact in three digits and never rounds into the next unit', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [7, '7'],
    [789, '789'],
    [999.4, '999'],
    [999.6, '1k'],
    [1234, '1.23k'],
    [12_340, '12.3k'],
    [999_499, '999k'],
    [999_600, '1M'],
    [-4_500_000, '−4.5M'],
    [2e9, '2bn'],
    [3.21e13, '32.1T'],
  ];
  for (const [value, told] of cases) expect(compact(value), String(value)).toBe(told);
});

it('tells a share of nothing by a dash', () => {
  expect(percentOf(1, 3)).toBe('33.3 %');
  expect(percentOf(0, 0)).toBe('–');
});

it('gives a sign to what is not zero as it is shown', () => {
  expect([0.125, -0.125, 0.001, -0.001].map((value) => signed(value, 2))).toEqual([
    '+0.13',
    '−0.13',
    '0.00',
    '0.00',
  ]);
});

it('rounds money from its digits, half away from zero', () => {
  expect(['0.49', '0.5', '-0.5', '12345678901234567890.99', '-0.2'].map(moneyOf)).toEqual([
    '0',
    '1',
    '−1',
    '12,345,678,901,234,567,891',
    '0',
  ]);
  expect(moneyOf(null)).toBe('–');
});
