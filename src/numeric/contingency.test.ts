import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contingencyOf } from './contingency.ts';
import { goodnessOfFit } from './goodness-of-fit.ts';

/** Gender by party, General Social Survey: Agresti, Categorical Data Analysis (2007 edition), table 2.5. */
const PARTY = [
  [762, 327, 468],
  [484, 239, 477],
];

describe('contingencyOf', () => {
  it('is what Agresti prints for gender and party: 30.1 with 2 degrees, residuals 4.50 to -5.32', () => {
    const table = contingencyOf(PARTY);
    expect(table?.chiSquare).toBeCloseTo(30.070149095754672, 10);
    expect(table?.pValue).toBeCloseTo(2.9535891832117595e-7, 18);
    expect(table?.degreesOfFreedom).toBe(2);
    expect(table?.residuals.map((row) => row.map((each) => each.toFixed(2)))).toEqual([
      ['4.50', '0.70', '-5.32'],
      ['-4.50', '-0.70', '5.32'],
    ]);
    expect(table?.sparseCells).toBe(0);
    // By Bergsma's formulas in Python.
    expect(table?.cramersV).toBeCloseTo(0.10091998278440886, 12);
  });

  it('passes over empty rows and columns, and needs two of either', () => {
    expect(contingencyOf([...PARTY.map((row) => [...row, 0]), [0, 0, 0, 0]])?.degreesOfFreedom).toBe(2);
    expect(
      contingencyOf([
        [3, 4],
        [0, 0],
      ]),
    ).toBeNull();
    expect(contingencyOf([[3], [5]])).toBeNull();
    expect(contingencyOf([])).toBeNull();
  });

  it('has V 1 for a diagonal, about 0 for independence, and does not care for the order of rows', () => {
    expect(
      contingencyOf([
        [50, 0],
        [0, 50],
      ])?.cramersV,
    ).toBeCloseTo(1, 12);
    expect(
      contingencyOf([
        [20, 40],
        [10, 20],
      ])?.cramersV,
    ).toBe(0);
    const cell = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 2, maxLength: 5 }), (rows) => {
        const [one, other] = [contingencyOf(rows), contingencyOf(rows.toReversed())];
        fc.pre(one !== null && other !== null);
        expect(other?.chiSquare ?? 0).toBeCloseTo(one?.chiSquare ?? 0, 8);
        expect(one?.cramersV ?? 0).toBeGreaterThanOrEqual(0);
        expect(one?.cramersV ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('goodnessOfFit', () => {
  it('is what SciPy gives (chisquare)', () => {
    const shares = [40, 20, 20, 15, 25].map((weight) => weight / 120);
    const fit = goodnessOfFit([89, 37, 30, 28, 2], shares);
    expect(fit?.chiSquare).toBeCloseTo(48.7752688172043, 10);
    expect(fit?.pValue).toBeCloseTo(6.504399164471304e-10, 20);
    expect(fit?.degreesOfFreedom).toBe(4);
    expect(fit?.residuals[4]).toBeCloseTo(-36.75 / Math.sqrt(186 * (25 / 120) * (95 / 120)), 12);
  });

  it('calls a mix impossible that leaves no room for what is there', () => {
    expect(goodnessOfFit([5, 5, 1], [0.5, 0.5, 0])).toMatchObject({
      chiSquare: Number.POSITIVE_INFINITY,
      pValue: 0,
    });
    expect(goodnessOfFit([0, 0], [0.5, 0.5])).toBeNull();
  });
});
