import { expect, it } from 'vitest';
import { markerBars } from './marker-bars.ts';

const data = {
  reference: 100,
  isDifference: false,
  measure: 'index',
  digits: 0,
  extent: null,
  marks: [
    { title: 'More', value: 150, low: 125, high: 175, isMarker: true },
    { title: 'Less', value: 75, low: null, high: null, isMarker: false },
  ],
};
const frame = { id: 'c', title: 'Index', description: 'All', width: 760 };

it('reaches from the reference to the value, on either side', () => {
  const svg = markerBars.draw(data, frame);
  const [more, less] = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(
    ([, x, width]) => ({
      from: Number(x),
      to: Number(x) + Number(width),
    }),
  );
  expect(less?.to).toBeCloseTo(more?.from ?? 0, 1);
  expect((more?.to ?? 0) - (more?.from ?? 0)).toBeCloseTo(2 * ((less?.to ?? 0) - (less?.from ?? 0)), 1);
});

it('draws a whisker only where there is an interval', () => {
  const svg = markerBars.draw(data, frame);
  expect([...svg.matchAll(/<path /g)]).toHaveLength(1);
  expect(markerBars.table(data).rows).toEqual([
    ['More', '150', '125 to 175', 'yes'],
    ['Less', '75', '–', 'no'],
  ]);
});
