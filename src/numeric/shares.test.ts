import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohensH } from './cohens-h.ts';
import { equalSharesP, shareDifference } from './share-difference.ts';

const digits = (...values: readonly number[]) => values.map((value) => value.toFixed(4));

describe('shareDifference', () => {
  it('is what Newcombe (1998), table II, prints for method 10', () => {
    const many = shareDifference({ hits: 56, base: 70 }, { hits: 48, base: 80 });
    expect(digits(many.value, many.low, many.high)).toEqual(['0.2000', '0.0524', '0.3339']);
    const few = shareDifference({ hits: 9, base: 10 }, { hits: 3, base: 10 });
    expect(digits(few.low, few.high)).toEqual(['0.1705', '0.8090']);
    const none = shareDifference({ hits: 5, base: 56 }, { hits: 0, base: 29 });
    expect(digits(none.low, none.high)).toEqual(['-0.0381', '0.1926']);
  });
});

describe('equalSharesP', () => {
  it('is what SciPy gives for 56 of 70 and 48 of 80 (chi2_contingency without correction)', () => {
    expect(equalSharesP({ hits: 56, base: 70 }, { hits: 48, base: 80 })).toBeCloseTo(
      0.008045081368196585,
      13,
    );
    expect(equalSharesP({ hits: 0, base: 7 }, { hits: 0, base: 8 })).toBe(1);
  });
});

describe('cohensH', () => {
  it('is what Cohen (1988), table 6.2.2, prints: shares .65 and .45 are .40 apart', () => {
    expect(cohensH({ hits: 65, base: 100 }, { hits: 45, base: 100 }).value).toBeCloseTo(0.4044, 3);
    expect(cohensH({ hits: 10, base: 10 }, { hits: 0, base: 10 }).value).toBeCloseTo(Math.PI, 12);
  });

  it('has about the plain interval on large bases, and room where nobody was hit', () => {
    const { value, low, high } = cohensH({ hits: 4100, base: 10_000 }, { hits: 3900, base: 12_000 });
    const reach = 1.959964 * Math.sqrt(1 / 10_000 + 1 / 12_000);
    expect([low, high].map((end) => end.toFixed(3))).toEqual(
      [value - reach, value + reach].map((end) => end.toFixed(3)),
    );
    const none = cohensH({ hits: 0, base: 11 }, { hits: 1295, base: 5163 });
    expect(none.low).toBeLessThan(-1.05);
    expect(none.high).toBeGreaterThan(0);
    expect(shareDifference({ hits: 0, base: 11 }, { hits: 1295, base: 5163 }).high).toBeGreaterThan(0);
  });

  it('turns round when the shares change places, within its ends', () => {
    const share = fc
      .tuple(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([base, part]) => ({ base, hits: Math.round(base * part) }));
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [one, other] = [cohensH(a, b), cohensH(b, a)];
        expect(one.value + other.value).toBeCloseTo(0, 12);
        expect(one.low + other.high).toBeCloseTo(0, 12);
        expect(one.low).toBeGreaterThanOrEqual(-Math.PI - 1e-9);
        expect(Math.sign(one.value)).toBe(Math.sign(a.hits / a.base - b.hits / b.base));
      }),
    );
  });
});
