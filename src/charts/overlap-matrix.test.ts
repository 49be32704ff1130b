import { expect, it } from 'vitest';
import { overlapMatrix } from './overlap-matrix.ts';

const data = {
  counted: 'listed',
  rules: [
    { segment: 'First', trueCount: 500, lost: [] },
    { segment: 'Second', trueCount: 400, lost: [{ to: 0, customers: 300 }] },
  ],
};

it('tells each pair by both names, the count and its share of the later rule', () => {
  const svg = overlapMatrix.draw(data, { id: 'c', title: 'Overlaps', description: 'All', width: 760 });
  expect(svg).toContain('<title>300 listed meet Second and were taken by First, 75.0 % of 400</title>');
});

it('lists only pairs that overlap', () => {
  expect(overlapMatrix.table(data).rows).toEqual([['Second', 'First', '300', '75.0 %']]);
});
