import { expect, it } from 'vitest';
import { readPicture } from '../../test/support/read-picture.ts';
import { histograms } from './histograms.ts';

const data = {
  title: 'Seats',
  cells: ['0', '1–9'],
  everyone: { title: 'Everybody', counts: [50, 50], missing: 3 },
  segments: [
    { title: 'Small', counts: [40, 10], missing: 0 },
    { title: 'Large', counts: [10, 40], missing: 3 },
  ],
};

it('draws shares of those with a value, on one scale for all', () => {
  const svg = histograms.draw(data, { id: 'c', title: 'Seats', description: 'All', width: 760 });
  const bars = readPicture(svg).boxes.map(({ width }) => width);
  expect(bars.map((width) => Math.round((80 * width) / Math.max(...bars)))).toEqual([80, 20, 20, 80]);
});

it('says the same as a table, those without a value too', () => {
  expect(histograms.table(data).rows).toEqual([
    ['0', '50 (50.0 %)', '40 (80.0 %)', '10 (20.0 %)'],
    ['1–9', '50 (50.0 %)', '10 (20.0 %)', '40 (80.0 %)'],
    ['without a value', '3', '0', '3'],
  ]);
});
