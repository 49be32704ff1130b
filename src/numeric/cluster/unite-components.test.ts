import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plantSegments } from '../../../test/support/planted/plant-segments.ts';
import type { CategoryBook, ScaleBook } from './code-book.ts';
import { encodeTable, learnCoding } from './coded-table.ts';
import { highestClimb, MIXTURE_DEFAULTS } from './fit-mixture.ts';
import { maximise } from './maximise.ts';
import type { MixtureParameters } from './mixture.ts';
import { learnMixture } from './mixture.ts';
import { simdKernel } from './simd-kernel.ts';
import { uniteComponents } from './unite-components.ts';

const amount: ScaleBook = {
  ...{ family: 'scale', name: 'amount', weight: 1, transform: 'none', zeroAtom: true, order: null },
  edges: [0.5, 1.5, 2.5],
  centres: [0, 1, 2, 3],
};
const plan: CategoryBook = {
  ...{ family: 'categories', name: 'plan', weight: 1, levels: ['free', 'team', 'firm'], others: false },
};
const books = [amount, plan];

/** Components of both kinds of column: share, mean, deviation, share of zeros, chances of the plans. */
type Component = readonly [number, number, number, number, readonly [number, number, number]];

const mixtureOf = (components: readonly Component[]): MixtureParameters => ({
  shares: components.map(([share]) => share),
  columns: [
    {
      family: 'scale',
      means: components.map(([, mean]) => mean),
      deviations: components.map(([, , deviation]) => deviation),
      zeroShares: components.map(([, , , zeros]) => zeros),
    },
    { family: 'categories', probabilities: components.map(([, , , , chances]) => chances) },
  ],
});

describe('components put together', () => {
  it('have the moments of both, worked by hand', () => {
    // Of 30 and 10 rows 15 and 5 are no zeros: mean (15 x 1 + 5 x 5) / 20 = 2, variance 1 + (15 x 1 + 5 x 9) / 20 = 4.
    const two = mixtureOf([
      [0.75, 1, 1, 0.5, [0.5, 0.3, 0.2]],
      [0.25, 5, 1, 0.5, [0.1, 0.3, 0.6]],
    ]);
    const one = uniteComponents(books, two, 1);
    expect(one.shares).toEqual([1]);
    expect(one.columns[0]).toEqual({ family: 'scale', means: [2], deviations: [2], zeroShares: [0.5] });
    const chances = one.columns[1]?.family === 'categories' ? one.columns[1].probabilities[0] : [];
    [0.4, 0.3, 0.3].forEach((expected, level) => expect(chances?.[level]).toBeCloseTo(expected, 12));
  });

  it('are those that are most alike, weighed by how many rows they have', () => {
    const alike = mixtureOf([
      [0.3, 0, 1, 0.1, [0.8, 0.1, 0.1]],
      [0.3, 3, 1, 0.1, [0.1, 0.8, 0.1]],
      [0.39, 0.1, 1, 0.1, [0.8, 0.1, 0.1]],
      [0.01, 2, 1, 0.1, [0.8, 0.1, 0.1]],
    ]);
    expect(uniteComponents(books, alike, 3).shares[0]).toBeCloseTo(0.69, 12);
    // The small one is far from all, and few rows lose by it: before two large ones it is put to the nearer.
    const two = uniteComponents(books, alike, 2).shares;
    expect(two[0]).toBeCloseTo(0.7, 12);
    expect(two[1]).toBeCloseTo(0.3, 12);
  });

  it('count a column by its weight', () => {
    const three = mixtureOf([
      [0.3, 0, 1, 0, [0.9, 0.05, 0.05]],
      [0.3, 2, 1, 0, [0.9, 0.05, 0.05]],
      [0.4, 0, 1, 0, [0.05, 0.9, 0.05]],
    ]);
    const heavy = [{ ...amount, weight: 5 }, plan];
    expect(uniteComponents(books, three, 2).shares).toEqual([0.6, 0.4]);
    expect(uniteComponents(heavy, three, 2).shares[0]).toBeCloseTo(0.7, 12);
  });

  it('keep the means of the whole, and those without rows leave no trace', () => {
    const chance = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const component = fc
      .tuple(chance, fc.double({ min: -3, max: 3, noNaN: true }), chance, chance, chance)
      .map(([share, mean, deviation, zeros, free]): Component => {
        return [share, mean, deviation, zeros, [free, (1 - free) / 2, (1 - free) / 2]];
      });
    fc.assert(
      fc.property(fc.array(component, { minLength: 2, maxLength: 9 }), fc.nat(7), (components, left) => {
        const all = components.reduce((sum, [share]) => sum + share, 0);
        const shared = components.map(([share, ...rest]): Component => [share / all, ...rest]);
        const empty: Component = [0, 50, 1, 0.5, [0.2, 0.2, 0.6]];
        const few = uniteComponents(books, mixtureOf([...shared, empty]), 1 + (left % components.length));
        const expected = uniteComponents(books, mixtureOf(shared), 1 + (left % components.length));
        for (const [i, share] of few.shares.entries()) expect(share).toBeCloseTo(expected.shares[i]!, 6);
        const meanOf = ({ shares, columns: [column] }: MixtureParameters) => {
          if (column?.family !== 'scale') throw new TypeError('the first column is a scale');
          const rows = shares.map((share, j) => share * (1 - column.zeroShares[j]!));
          return rows.reduce((sum, share, j) => sum + share * column.means[j]!, 0);
        };
        expect(meanOf(few)).toBeCloseTo(meanOf(mixtureOf(shared)), 6);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('a fit from cold starts', () => {
  // Seeded with as many rows as components, and twelve starts, 5 of these 30 ended where two groups are one and another is cut.
  it('ends where one ends that starts from the truth', () => {
    const { columns, truth } = plantSegments({ rows: 4_000, seed: 1, separation: 0.62 });
    const table = encodeTable(columns, learnCoding(columns).books);
    const fromTruth = maximise(table, ofGroups(table, truth, 4), simdKernel, {
      passes: 300,
      tolerance: 1e-6,
    });
    const missed = Array.from({ length: 30 }, (_, seed) => {
      const options = { ...MIXTURE_DEFAULTS, starts: 2, seed };
      return fromTruth.logLikelihood - highestClimb(table, 4, simdKernel, options, {}).logLikelihood;
    });
    expect(missed.filter((nats) => nats > 20).length).toBeLessThanOrEqual(1);
  });
});

/** The parameters that rows have whose groups are known. */
function ofGroups(table: ReturnType<typeof encodeTable>, groups: Int32Array, components: number) {
  const width = table.books.length;
  const histogram = new Float64Array(width * 256 * 4);
  for (let i = 0; i < table.codes.length; i++) {
    const group = groups[Math.floor(i / width)]!;
    histogram[((i % width) * 256 + table.codes[i]!) * 4 + group]! += 1;
  }
  const shares = Array.from({ length: components }, () => 1 / components);
  const flat: MixtureParameters = {
    shares,
    columns: table.books.map((book) =>
      book.family === 'scale'
        ? { family: 'scale', means: shares.map(() => 0), deviations: shares.map(() => 9), zeroShares: shares }
        : { family: 'categories', probabilities: shares.map(() => book.levels.map(() => 0.5)) },
    ),
  };
  return learnMixture(table.books, { histogram, lanes: 4, logLikelihood: 0 }, flat);
}
