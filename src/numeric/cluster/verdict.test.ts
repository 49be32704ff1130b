import { expect, it } from 'vitest';
import { verdictOf } from './verdict.ts';

it('verdictOf needs clouds of their own and stability for what it calls natural', () => {
  const of = (
    segments: number,
    apart: boolean,
    smallestJaccard: number | null,
    nullShare: number | null = null,
  ) => verdictOf({ segments, apart, smallestJaccard, nullShare });
  expect(of(1, true, 1)).toBe('no groups');
  expect(of(3, true, 0.75)).toBe('natural');
  expect(of(3, false, 0.99)).toBe('reproducible');
  expect(of(3, true, 0.74)).toBe('constructed');
  expect(of(3, true, null)).toBe('untested');
  expect(of(3, true, 0.9, 0.05)).toBe('natural');
  expect(of(3, true, 0.9, 0.1)).toBe('reproducible');
});
