import { expect, it } from 'vitest';
import { leapAhead } from './leap-ahead.ts';

/** What passes see that come nearer to an end, each by the same part of the way that was left. */
const passesTo = (end: readonly number[], from: readonly number[], left: number) =>
  [1, left, left ** 2].map((part) => ({
    histogram: Float64Array.from(end, (value, i) => value + part * (from[i]! - value)),
    lanes: 4,
    logLikelihood: 0,
  }));

it('passes that come nearer by a constant part lead to where they would end', () => {
  const { histogram } = leapAhead(passesTo([10, 20, 30], [4, 28, 30], 0.8));
  expect([...histogram]).toEqual([10, 20, 30].map((value) => expect.closeTo(value, 10)));
});

it('nothing becomes less than nothing, and no leap is endless', () => {
  const [first, second, third] = passesTo([0, 5], [8, 1], 0.99);
  const { histogram } = leapAhead([first!, second!, third!]);
  expect(histogram[0]).toBeGreaterThanOrEqual(0);
  expect(histogram[0]).toBeGreaterThan(4);
  expect(histogram[0]).toBeLessThan(third!.histogram[0]!);
});
