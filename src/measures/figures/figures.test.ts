import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsOf, ratioOver } from '../../../test/support/figures.ts';
import { studentQuantile } from '../../numeric/student-quantile.ts';
import { exactNumber, formatExact } from '../../sql/exact-number.ts';
import { meanInterval, meanOf, timesMoments, varianceOf } from './moments.ts';
import { ratioInterval, ratioOf } from './ratio.ts';

const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 2, maxLength: 40 });
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

describe('moments', () => {
  it('give the mean and the variance of the values', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const moments = momentsOf(values);
        const mean = sum(values) / values.length;
        const variance = sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
        const told = meanOf(moments);
        expect(Number(told && formatExact(told))).toBeCloseTo(mean, 5);
        expect(Math.abs(varianceOf(moments) - variance)).toBeLessThanOrEqual(1e-6 * (1 + variance));
      }),
    );
  });

  it('lose nothing where values are large and near each other', () => {
    const values = [1_000_000_000_001, 1_000_000_000_002, 1_000_000_000_003];
    expect(varianceOf(momentsOf(values))).toBe(1);
  });

  it('scale with their values', () => {
    const half = timesMoments(momentsOf([10, 20, 60]), exactNumber('0.5'));
    expect(meanInterval(half)).toEqual(meanInterval(momentsOf([5, 10, 30])));
  });

  it('say nothing around one value', () => {
    expect(meanInterval(momentsOf([7]))).toBeNull();
    expect(meanOf(momentsOf([]))).toBeNull();
  });
});

describe('ratio', () => {
  it('has the interval of the ratio estimator, whatever the pairs', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 9999 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 30 }), (pairs) => {
        const n = pairs.length;
        const [over, under] = [sum(pairs.map(([a]) => a)), sum(pairs.map(([, b]) => b))];
        const ratio = over / under;
        const residuals = sum(pairs.map(([a, b]) => (a - ratio * b) ** 2)) / (n - 1);
        const reach = (studentQuantile(0.975, n - 1) * Math.sqrt(residuals / n)) / (under / n);
        const told = ratioOver(pairs);
        const interval = ratioInterval(told);
        expect(ratioOf(told)).toBeCloseTo(ratio, 12);
        expect(interval?.low).toBeCloseTo(ratio - reach, 6);
        expect(interval?.high).toBeCloseTo(ratio + reach, 6);
      }),
    );
  });

  it('is nothing over nothing', () => {
    expect(ratioOf(ratioOver([[1, 0]]))).toBeNull();
    expect(
      ratioInterval(
        ratioOver([
          [1, 0],
          [2, 0],
        ]),
      ),
    ).toBeNull();
  });
});
