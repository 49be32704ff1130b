import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependencyOrder } from './dependency-order.ts';

function order(needs: Readonly<Record<string, readonly string[]>>) {
  return dependencyOrder(Object.keys(needs), (item) => needs[item] ?? []);
}

describe('dependencyOrder', () => {
  it('keeps the order where nothing is needed', () => {
    expect(order({ c: [], a: [], b: [] })).toEqual({ ordered: ['c', 'a', 'b'], rings: [] });
  });

  it('puts things after those they need', () => {
    expect(order({ a: ['b', 'c'], b: ['c'], c: [] }).ordered).toEqual(['c', 'b', 'a']);
  });

  it('finds rings, and leaves out what needs them', () => {
    expect(order({ a: ['b'], b: ['c'], c: ['b'], d: ['d'], e: [] })).toEqual({
      ordered: ['e'],
      rings: [['b', 'c'], ['d']],
    });
  });

  it('orders any graph without rings, and a long chain', () => {
    const edges = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 60 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const needs = (item: number) => pairs.filter(([a, b]) => a === item && b < item).map(([, b]) => b);
        const { ordered, rings } = dependencyOrder(
          Array.from({ length: 20 }, (_, at) => 19 - at),
          needs,
        );
        expect(rings).toEqual([]);
        expect(ordered.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at));
        for (const [at, item] of ordered.entries())
          for (const need of needs(item)) expect(ordered.indexOf(need)).toBeLessThan(at);
      }),
    );
    const chain = dependencyOrder(
      Array.from({ length: 50_000 }, (_, at) => at),
      (at) => (at < 49_999 ? [at + 1] : []),
    );
    expect(chain.ordered[0]).toBe(49_999);
  });
});
