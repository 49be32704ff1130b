import { expect, it } from 'vitest';
import { logGamma } from './log-gamma.ts';

it('logGamma agrees with factorials, halves and scipy.special.gammaln 1.10.1', () => {
  let factorial = 1;
  for (let n = 1; n < 20; n++) {
    expect(Math.exp(logGamma(n)) / factorial).toBeCloseTo(1, 12);
    factorial *= n;
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  expect(logGamma(0.01)).toBeCloseTo(4.599479878042022, 12);
  expect(logGamma(123.4) / 469.3360974421906).toBeCloseTo(1, 13);
});
