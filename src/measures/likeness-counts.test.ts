import { expect, it } from 'vitest';
import { likenessCounts } from '../../test/support/likeness-counts.ts';

it('adds up segments and runners-up, and keeps a segment that nobody is in', () => {
  const counts = likenessCounts([
    { segment: 'two', runner_up: 'one', active: 7, boundary: 2, poor_fit: 1 },
    { segment: 'one', runner_up: 'three', active: 20, boundary: 1, poor_fit: 0 },
    { segment: 'one', runner_up: 'two', active: 30, boundary: 4, poor_fit: 2 },
    { segment: 'two', runner_up: 'three', active: 3, boundary: 0, poor_fit: 0 },
  ]);
  expect(counts).toMatchObject({ active: 60, boundary: 7, poorFit: 3, boundaryMargin: 0.2 });
  expect(counts.segments).toEqual([
    {
      ...{ segment: 'one', active: 50, boundary: 5, poorFit: 2 },
      towards: [
        { segment: 'two', customers: 4 },
        { segment: 'three', customers: 1 },
      ],
    },
    { segment: 'two', active: 10, boundary: 2, poorFit: 1, towards: [{ segment: 'one', customers: 2 }] },
    { segment: 'three', active: 0, boundary: 0, poorFit: 0, towards: [] },
  ]);
});
