import { expect, it } from 'vitest';
import { retentionCurves } from './retention-curves.ts';

const data = {
  counted: 'customers',
  from: '2026-01-31',
  dates: [
    { date: '2026-02-28', days: 28 },
    { date: '2026-03-28', days: 56 },
  ],
  segments: [
    {
      title: 'Small',
      base: 40,
      points: [
        { inSegment: 0.75, low: 0.6, high: 0.86, asCustomer: 1 },
        { inSegment: 0.5, low: 0.35, high: 0.65, asCustomer: 0.9 },
      ],
    },
    { title: 'Few', base: 3, points: [null, null] },
  ],
} as const;
const svg = retentionCurves.draw(data, { id: 'c', title: 'Kept', description: 'All', width: 760 });

it('begins at all of the base, and puts each snapshot at its share and its day', () => {
  const line = /<polyline points="([^"]+)" fill="none" stroke="var\(--chart-accent,/.exec(svg)?.[1] ?? '';
  const points = line.split(' ').map((point) => point.split(',').map(Number));
  const [start, middle, end] = points as [number[], number[], number[]];
  expect((middle[0] ?? 0) - (start[0] ?? 0)).toBeCloseTo(((end[0] ?? 0) - (start[0] ?? 0)) / 2, 1);
  expect(((middle[1] ?? 0) - (start[1] ?? 0)) * 2).toBeCloseTo((end[1] ?? 0) - (start[1] ?? 0), 1);
});

it('draws nothing of a few, and says so', () => {
  expect(svg.match(/<polyline/g)).toHaveLength(2);
  expect(svg.match(/>too few to say</g)).toHaveLength(1);
  expect(retentionCurves.table(data).rows).toEqual([
    ['Small', '40', '75.0 % (60.0–86.0)', '50.0 % (35.0–65.0)', '90.0 %'],
    ['Few', '3', '–', '–', '–'],
  ]);
});
