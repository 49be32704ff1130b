import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, inShort, ratioOver } from '../../../test/support/figures.ts';
import { nrr } from './nrr.ts';

describe('nrr', () => {
  it('may pass one, and has the interval of a ratio', () => {
    const result = nrr.tell(FIGURES, TERMS);
    expect(inShort(result)).toBe('0.84');
    // Residuals 26, 16, −84, 6, 36 of a sum of 500: 0.84 ± 2.776445 × √(9320 / 4) / √5 / 100.
    const interval = result.kind === 'value' ? result.interval : null;
    expect(interval?.low).toBeCloseTo(0.240648, 6);
    expect(interval?.high).toBeCloseTo(1.439352, 6);
    const grown = {
      ...FIGURES.revenues,
      net: ratioOver([
        [3, 2],
        [3, 2],
        [3, 2],
        [3, 2],
        [3, 2],
      ]),
    };
    expect(nrr.tell({ ...FIGURES, revenues: grown }, TERMS)).toMatchObject({
      value: '1.5',
      interval: { low: 1.5, high: 1.5 },
    });
  });

  it('is absent where nobody paid', () => {
    const free = {
      ...FIGURES.revenues,
      net: ratioOver([
        [5, 0],
        [5, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
    };
    expect(inShort(nrr.tell({ ...FIGURES, revenues: free }, TERMS))).toMatch(/^absent: Nobody/);
  });
});
