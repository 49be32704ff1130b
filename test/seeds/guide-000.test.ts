import { describe, expect, it } from 'vitest';
import { lintStated } from '../support/lint-stated.ts';

describe('seed 000: segments of a company guide', () => {
  it('company size leaves no whole number out', () => {
    const table = [
      ['consumer', '<20', null],
      ['smb', '20-499', 20],
      ['enterprise', '500+', 500],
    ] as const;
    expect(lintStated('integer', table)).toEqual([]);
  });

  it('annual contract value leaves the cents below $50,000 out', () => {
    const table = [
      ['consumer', 'Under $5,000', null],
      ['smb', '$5,000 - $49,999', 5000],
      ['enterprise', '$50,000+', 50_000],
    ] as const;
    expect(lintStated('money', table)).toEqual(['stated-gap warning "$50,000+" 49999.01..49999.99']);
    expect(lintStated('integer', table)).toEqual([]);
    expect(lintStated('double', table)).toEqual(['stated-gap warning "$50,000+" 49999..50000']);
  });
});
