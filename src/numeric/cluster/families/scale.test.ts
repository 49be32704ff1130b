import { describe, expect, it } from 'vitest';
import type { ScaleBook } from '../code-book.ts';
import { ZERO_ATOM } from '../code-book.ts';
import { scale } from './scale.ts';

const book: ScaleBook = {
  family: 'scale',
  name: 'x',
  weight: 1,
  transform: 'none',
  zeroAtom: true,
  order: null,
  edges: Array.from({ length: 40 }, (_, i) => i - 19.5),
  centres: Array.from({ length: 41 }, (_, i) => i - 20),
};
const parameters = {
  family: 'scale',
  means: [2, -7.25],
  deviations: [3, 0.4],
  zeroShares: [0.2, 0.6],
} as const;

describe('a scale', () => {
  it('is a mass over its codes that sums to 1, the atom included', () => {
    for (const component of [0, 1]) {
      const table = scale.logMasses(book, parameters, component);
      const codes = [...Array.from({ length: 41 }, (_, i) => i), ZERO_ATOM];
      expect(codes.reduce((sum, code) => sum + Math.exp(table[code]!), 0)).toBeCloseTo(1, 9);
      expect(Math.max(...table)).toBeLessThanOrEqual(0);
    }
  });

  it('has the masses of narrow codes to ten digits', () => {
    const edges = Array.from({ length: 201 }, (_, i) => (i - 100) * 0.06);
    const fine: ScaleBook = { ...book, zeroAtom: false, edges, centres: [...edges, 6.1] };
    const normal = { family: 'scale', means: [0.4], deviations: [1.1], zeroShares: [0] } as const;
    const table = scale.logMasses(fine, normal, 0);
    for (let code = 1; code < edges.length; code++) {
      const exact = massBetween((edges[code - 1]! - 0.4) / 1.1, (edges[code]! - 0.4) / 1.1);
      expect(table[code]).toBeCloseTo(Math.log(exact), 9);
    }
  });

  it('learns back the normal a histogram was made from, however coarse the codes are', () => {
    const weights = new Float64Array(256 * 4);
    const masses = scale.logMasses(book, parameters, 0);
    masses.forEach((mass, code) => {
      if (code < 41 || code === ZERO_ATOM) weights[code * 4] = 1e7 * Math.exp(mass);
    });
    let learned = scale.start(book, masses.map(Math.exp), [25]);
    for (let pass = 0; pass < 300; pass++)
      learned = scale.learn(book, { weights, lanes: 4, components: 1 }, learned);
    expect(learned.means[0]).toBeCloseTo(2, 6);
    expect(learned.deviations[0]).toBeCloseTo(3, 6);
    expect(learned.zeroShares[0]).toBeCloseTo(0.2, 6);
  });

  it('never narrows to nothing where one code has everything', () => {
    const weights = new Float64Array(256 * 4);
    weights[20 * 4] = 1000;
    let learned = scale.start(
      book,
      weights.filter((_, i) => i % 4 === 0),
      [20],
    );
    for (let pass = 0; pass < 200; pass++)
      learned = scale.learn(book, { weights, lanes: 4, components: 1 }, learned);
    expect(learned.deviations[0]).toBeCloseTo(0.2, 12);
  });
});

/** The chance of a standard normal between two near values, by Gauss and Legendre with five points. */
function massBetween(low: number, high: number): number {
  const points = [
    [0, 128 / 225],
    [Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3, (322 + 13 * Math.sqrt(70)) / 900],
    [Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3, (322 - 13 * Math.sqrt(70)) / 900],
  ] as const;
  const [middle, half] = [(low + high) / 2, (high - low) / 2];
  const bell = (at: number) => Math.exp(-((middle + half * at) ** 2) / 2) / Math.sqrt(2 * Math.PI);
  return points.reduce(
    (sum, [at, weight]) => sum + half * weight * (at === 0 ? bell(0) : bell(at) + bell(-at)),
    0,
  );
}
