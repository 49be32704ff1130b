import { describe, expect, it } from 'vitest';
import { lintStated } from '../support/lint-stated.ts';

describe('seed 001: segmentation standards', () => {
  it('company size ties at 50 and 500, and has no place for fewer than 10', () => {
    const table = [
      ['small', '10-50 employees', 10],
      ['medium', '50-500 employees', 50],
      ['enterprise', '500+ employees', 500],
    ] as const;
    expect(lintStated('integer', table)).toEqual([
      'stated-gap warning "10-50 employees" ..10',
      'stated-tie warning "50-500 employees" 50..50',
      'stated-tie warning "500+ employees" 500..500',
    ]);
  });

  it('monthly budget for automation ties at 5,000 and 25,000, and begins at 1,000', () => {
    const table = [
      ['small', '$1K-5K/month', 1000],
      ['medium', '$5K-25K/month', 5000],
      ['enterprise', '$25K+ per month', 25_000],
    ] as const;
    expect(lintStated('money', table)).toEqual([
      'stated-gap warning "$1K-5K/month" ..1000',
      'stated-tie warning "$5K-25K/month" 5000..5000',
      'stated-tie warning "$25K+ per month" 25000..25000',
    ]);
  });
});
