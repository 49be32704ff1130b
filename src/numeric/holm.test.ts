import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from './holm.ts';

describe('holm', () => {
  it('is what R gives for p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm")', () => {
    expect(holm([0.01, 0.02, 0.03, 0.04, 0.05]).map((p) => p.toFixed(2))).toEqual([
      '0.05',
      '0.08',
      '0.09',
      '0.09',
      '0.09',
    ]);
  });

  it('keeps the order, never lowers a value and never goes above 1', () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(p), (values) => {
        const corrected = holm(values);
        for (const [i, value] of values.entries()) {
          expect(corrected[i]).toBeGreaterThanOrEqual(value);
          expect(corrected[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of values.entries())
            if (value < other) expect(corrected[i]).toBeLessThanOrEqual(corrected[j] ?? 0);
        }
      }),
    );
  });
});
