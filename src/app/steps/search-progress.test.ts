import { expect, it } from 'vitest';
import type { Progress } from '../../engines/engine.ts';
import { searchProgress } from './search-progress.ts';

it('says which climb of which part begins, and how much of the step is over', () => {
  const told: Progress[] = [];
  const line = searchProgress({ bootstraps: 30, nulls: 19 }, 500, (one) => told.push(one));
  line.climbing({ step: 'search', part: 1, done: 0, all: 4 });
  line.progress({ step: 'search', done: 2, all: 8 });
  line.climbing({ step: 'search', part: 4, done: 14, all: 23 });
  line.climbing({ step: 'bootstrap', part: 11, done: 2, all: 23 });
  line.climbing({ step: 'null', part: 0, done: 0, all: 9 });
  expect(told.map(({ share, detail }) => [share, detail ?? null])).toEqual([
    [0, '1 component, climb 1 of 4'],
    [0.25, null],
    [0.25, '4 components, climb 15 of 23'],
    [0, 'refit 12 of 30, climb 3 of 23'],
    [0, 'table 1 of 20, climb 1 of 9'],
  ]);
  expect(new Set(told.map(({ label }) => label)).size).toBe(3);
  expect(told.every(({ rows }) => rows === 500)).toBe(true);
});
