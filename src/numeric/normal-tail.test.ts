import { describe, expect, it } from 'vitest';
import { normalMass, normalTail } from './normal-tail.ts';

/** scipy.stats.norm.sf, SciPy 1.10. */
const TAILS = [
  [0, 0.5],
  [0.1, 0.460172162722971],
  [1, 0.15865525393145707],
  [3, 0.0013498980316300933],
  [5, 2.866515718791933e-7],
  [7, 1.279812543885835e-12],
  [7.1, 6.237844463331586e-13],
  [10, 7.61985302416047e-24],
  [36, 4.182624065796808e-284],
] as const;

describe('normalTail', () => {
  it('agrees with SciPy, far out too', () => {
    for (const [z, tail] of TAILS) {
      expect(Math.abs(normalTail(z) / tail - 1)).toBeLessThan(1e-8);
      expect(Math.abs(normalTail(z) - tail)).toBeLessThan(1e-15);
    }
    expect(normalTail(40)).toBe(0);
  });
});

describe('normalMass', () => {
  it('is exact in both tails, across zero and to infinity', () => {
    expect(normalMass(3, 3.1) / 0.00038229481841173696).toBeCloseTo(1, 11);
    expect(normalMass(-3.1, -3)).toBe(normalMass(3, 3.1));
    expect(normalMass(-1, 1)).toBeCloseTo(0.6826894921370859, 14);
    expect(normalMass(-Infinity, Infinity)).toBe(1);
    expect(normalMass(-Infinity, -1)).toBe(normalTail(1));
  });
});
