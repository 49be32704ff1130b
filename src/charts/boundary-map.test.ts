import { expect, it } from 'vitest';
import { boundaryMap } from './boundary-map.ts';

const data = {
  segments: [
    { title: 'Small', customers: 200, towards: [0, 50, 0] },
    { title: 'Middle', customers: 100, towards: [10, 0, 1] },
    { title: 'Large', customers: 0, towards: [0, 0, 0] },
  ],
};

it('tells each pair by both names, the count and its share of the segment', () => {
  const svg = boundaryMap.draw(data, { id: 'c', title: 'Boundaries', description: 'All', width: 760 });
  expect(svg).toContain('<title>50 of 200 in Small are nearly as like Middle, 25.0 %</title>');
  expect(svg).toContain('<title>0 of 0 in Large are nearly as like Small, –</title>');
});

it('lists only pairs that somebody stands between', () => {
  expect(boundaryMap.table(data).rows).toEqual([
    ['Small', 'Middle', '50', '25.0 %'],
    ['Middle', 'Small', '10', '10.0 %'],
    ['Middle', 'Large', '1', '1.0 %'],
  ]);
});
