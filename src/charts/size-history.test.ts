import { expect, it } from 'vitest';
import { sizeHistory } from './size-history.ts';

const data = {
  counted: 'customers',
  dates: [
    { date: '2026-01-01', day: 0 },
    { date: '2026-01-11', day: 10 },
    { date: '2026-04-11', day: 100 },
  ],
  segments: [
    { title: 'Small', customers: [100, 50, 80] },
    { title: 'New since', customers: [null, null, 7] },
  ],
};
const frame = { id: 'c', title: 'Sizes', description: 'All', width: 760 };

it('spaces snapshots by date and leaves out those a segment was not in', () => {
  const svg = sizeHistory.draw(data, frame);
  const dots = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  expect(dots).toHaveLength(4);
  const [first = 0, second = 0, third = 0] = dots;
  expect((second - first) / (third - first)).toBeCloseTo(0.1, 2);
});

it('tells the newest size and the change since the one before', () => {
  const svg = sizeHistory.draw(data, frame);
  expect(svg).toContain('>80 (+30)</text>');
  expect(svg).toContain('>7</text>');
  expect(sizeHistory.table(data).rows).toEqual([
    ['Small', '100', '50', '80'],
    ['New since', '–', '–', '7'],
  ]);
});
