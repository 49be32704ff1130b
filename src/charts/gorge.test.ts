import { expect, it } from 'vitest';
import { readPicture } from '../../test/support/read-picture.ts';
import { gorge } from './gorge.ts';

const counts = (...pairs: readonly (readonly [at: number, count: number])[]) =>
  Array.from({ length: 10 }, (_, at) => pairs.find(([place]) => place === at)?.[1] ?? 0);
const data = {
  segments: [
    { title: 'Small', counts: counts([0, 60], [1, 10], [5, 20], [9, 10]) },
    { title: 'Large', counts: counts([0, 30], [7, 10], [8, 20], [9, 40]) },
  ],
};

it('draws everybody’s shares in every panel, on one scale', () => {
  const svg = gorge.draw(data, { id: 'c', title: 'Gorge', description: 'All', width: 760 });
  const heights = readPicture(svg).boxes.map(({ height }) => height);
  expect(heights.map((height) => Math.round((60 * height) / Math.max(...heights)))).toEqual([
    ...[60, 10, 0, 0, 0, 20, 0, 0, 0, 10],
    ...[30, 0, 0, 0, 0, 0, 0, 10, 20, 40],
  ]);
});

it('counts the gorge from a fifth up to four fifths', () => {
  const svg = gorge.draw(data, { id: 'c', title: 'Gorge', description: 'All', width: 760 });
  expect(svg).toContain('in between: 20.0 %');
  expect(svg).toContain('in between: 10.0 %');
});

it('says the same as a table', () => {
  expect(gorge.table(data).rows[0]).toEqual(['0–10 %', '60 (60.0 %)', '30 (30.0 %)']);
  expect(gorge.table(data).rows.at(-1)).toEqual(['90–100 %', '10 (10.0 %)', '40 (40.0 %)']);
});
