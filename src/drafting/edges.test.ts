import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surveyedNumbers } from '../../test/support/surveyed.ts';
import { edgesAmong, edgesAt, readable, shareBelow } from './edges.ts';

describe('edges', () => {
  it('are numbers people like to read', () => {
    expect([1083, 23.7, 0.0312, 97, 4400, -1083].map((value) => readable(value, false))).toEqual([
      ...[1000, 25, 0.03, 100, 4000, -1000],
    ]);
    expect([7, 13, 26.4].map((value) => readable(value, true))).toEqual([7, 15, 25]);
  });

  it('ascend within the values, and leave nobody a band of hardly anybody', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 100_000 }), { minLength: 3, maxLength: 400 }),
        fc.boolean(),
        (values, isListed) => {
          const survey = surveyedNumbers('x', values, isListed);
          const edges = edgesAt(survey, [0.4, 0.8, 0.95]);
          expect(edges).toEqual([...new Set(edges)].toSorted((a, b) => a - b));
          for (const edge of edges) {
            expect(edge).toBeGreaterThan(Math.min(...values));
            expect(edge).toBeLessThanOrEqual(Math.max(...values));
          }
          if (!isListed) return;
          const shares = [...edges, Infinity].map(
            (edge, at) => shareBelow(survey, edge) - shareBelow(survey, edges[at - 1] ?? -Infinity),
          );
          for (const share of shares) expect(share).toBeGreaterThanOrEqual(0.02 - 1e-12);
        },
      ),
    );
  });

  it('count exactly where all values are listed', () => {
    const survey = surveyedNumbers('x', [1, 1, 1, 5, 9], true);
    expect([0, 1, 5, 6, 10].map((edge) => shareBelow(survey, edge))).toEqual([0, 0, 0.6, 0.8, 1]);
  });

  it('take the most telling spans first, and as many as are asked for', () => {
    const days = surveyedNumbers(
      'tenure',
      Array.from({ length: 1000 }, (_, day) => day),
    );
    expect(edgesAmong(days, [365, 90, 30, 730], 3)).toEqual([30, 90, 365]);
    expect(edgesAmong(surveyedNumbers('tenure', [400, 401, 402]), [365, 90, 30], 3)).toEqual([]);
  });
});
