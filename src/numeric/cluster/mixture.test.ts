import { describe, expect, it } from 'vitest';
import { plantSegments } from '../../../test/support/planted/plant-segments.ts';
import type { CodedTable } from './coded-table.ts';
import { encodeTable, learnCoding } from './coded-table.ts';
import { maximise } from './maximise.ts';
import type { MixtureParameters } from './mixture.ts';
import { countCodes, freedomOfMixture, learnMixture, passOver, startAround } from './mixture.ts';
import { plainKernel } from './plain-kernel.ts';
import { respondTo } from './respond.ts';

const flag = (name: string) =>
  ({ family: 'categories', name, weight: 1, levels: [true, false], others: false }) as const;

/** Two questions answered by ten people: both yes 4, only the first 1, only the second 1, neither 4. */
const answers: CodedTable = {
  rows: 10,
  books: [flag('first'), flag('second')],
  codes: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1),
};
const half = {
  family: 'categories',
  probabilities: [
    [0.8, 0.2],
    [0.2, 0.8],
  ],
} as const;
const start: MixtureParameters = { shares: [0.5, 0.5], columns: [half, half] };

describe('two latent classes, worked by hand', () => {
  it('has the responsibilities of Bayes', () => {
    const { values } = respondTo(answers, start, plainKernel);
    // Both yes: .5 x .64 against .5 x .04, so 16/17; one of each: .16 against .16.
    expect(values[0]).toBeCloseTo(16 / 17, 6);
    expect(values[8]).toBeCloseTo(0.5, 6);
    expect(values[12]).toBeCloseTo(1 / 17, 6);
  });

  it('has the likelihood and the next parameters', () => {
    const pass = passOver(answers, start, plainKernel);
    // 8 rows of chance .34, 2 of chance .16.
    expect(pass.logLikelihood).toBeCloseTo(8 * Math.log(0.34) + 2 * Math.log(0.16), 5);
    const next = learnMixture(answers.books, pass, start);
    expect(next.shares[0]).toBeCloseTo(0.5, 6);
    // Of the first class, whose weight is 5: yes to the first question 4 x 16/17 + .5, plus half a row a level.
    const yes = next.columns[0]!.family === 'categories' ? next.columns[0]!.probabilities[0]![0] : 0;
    expect(yes).toBeCloseTo((4 * (16 / 17) + 0.5 + 0.5) / (5 + 1), 6);
    expect(freedomOfMixture(answers.books, 2)).toBe(1 + 2 * 2);
  });

  it('says nothing of who is missing everything but the shares', () => {
    const silent = { ...answers, rows: 1, codes: Uint8Array.of(255, 255) };
    const { values } = respondTo(silent, { ...start, shares: [0.7, 0.3] }, plainKernel);
    expect(values[0]).toBeCloseTo(0.7, 6);
  });
});

describe('expectation and maximisation', () => {
  const { columns } = plantSegments({ rows: 3000, seed: 11 });
  const table = encodeTable(columns, learnCoding(columns).books);
  const counts = countCodes(table, { rows: 3000 });

  it('never loses likelihood, beyond what levels of a half row cost', () => {
    let parameters = startAround(table, counts, [3, 700, 1500, 2900]);
    let before = -Infinity;
    for (let i = 0; i < 25; i++) {
      const pass = passOver(table, parameters, plainKernel);
      expect(pass.logLikelihood).toBeGreaterThan(before - 0.5);
      before = pass.logLikelihood;
      parameters = learnMixture(table.books, pass, parameters);
    }
  });

  it('takes a row of weight 2 for two rows', () => {
    const doubled = { ...table, rows: 6000, codes: new Uint8Array(table.codes.length * 2) };
    doubled.codes.set(table.codes);
    doubled.codes.set(table.codes, table.codes.length);
    const first = startAround(table, counts, [3, 700, 1500]);
    const patience = { passes: 5, tolerance: 0 };
    const once = maximise(table, first, plainKernel, {
      ...patience,
      weights: new Float32Array(3000).fill(2),
    });
    const twice = maximise(doubled, first, plainKernel, patience);
    expect(once.logLikelihood / twice.logLikelihood).toBeCloseTo(1, 6);
    once.parameters.shares.forEach((share, j) => expect(share).toBeCloseTo(twice.parameters.shares[j]!, 4));
  });
});
