import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestMatching } from './best-matching.ts';

describe('the best matching', () => {
  it('gives up the best pair where that costs the others more', () => {
    expect(
      bestMatching([
        [10, 9, 0],
        [9, 0, 0],
        [0, 0, 1],
      ]),
    ).toEqual([1, 0, 2]);
  });

  it('is at least as good as any order', () => {
    const square = fc.integer({ min: 1, max: 6 }).chain((n) =>
      fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n }), {
        minLength: n,
        maxLength: n,
      }),
    );
    fc.assert(
      fc.property(square, (worth) => {
        const match = bestMatching(worth);
        expect([...match].sort()).toEqual(worth.map((_, i) => i));
        const sumOf = (order: readonly number[]) =>
          order.reduce((sum, column, row) => sum + worth[row]![column]!, 0);
        const most = Math.max(...orders(worth.length).map(sumOf));
        expect(sumOf(match)).toBeGreaterThan(most - 1e-9);
      }),
      { numRuns: 50 },
    );
  });
});

function orders(length: number): readonly (readonly number[])[] {
  if (length === 0) return [[]];
  return orders(length - 1).flatMap((order) =>
    Array.from({ length }, (_, at) => [...order.slice(0, at), length - 1, ...order.slice(at)]),
  );
}
