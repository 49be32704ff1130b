import { describe, expect, it } from 'vitest';
import { nameMatches } from './name-matches.ts';

const pair = (from: string, to: string, customers: number) => ({ from, to, customers, money: null });

describe('names after learning anew', () => {
  it('are the same where most of those in a segment at either time are in it at both', () => {
    // a keeps 40 of 50 and gains 10: 40 of 60. b keeps 10 of 30 and gains 15: 10 of 45. c stays empty.
    const pairs = [
      pair('a', 'a', 40),
      pair('a', 'b', 10),
      pair('b', 'b', 10),
      pair('b', 'a', 10),
      pair('b', 'd', 10),
      pair('d', 'b', 5),
    ];
    expect(nameMatches(pairs, ['a', 'b', 'c'])).toEqual([
      { segment: 'a', before: 50, after: 50, both: 40, jaccard: 40 / 60, isSame: true },
      { segment: 'b', before: 30, after: 25, both: 10, jaccard: 10 / 45, isSame: false },
      { segment: 'c', before: 0, after: 0, both: 0, jaccard: null, isSame: true },
    ]);
  });
});
