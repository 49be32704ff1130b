import { expect, it } from 'vitest';
import { driftBars } from './drift-bars.ts';

const frame = { id: 'c', title: 'Drift', description: 'All', width: 760 };
const mark = (title: string, index: number | null) =>
  ({ title, index, level: index === null ? 'too-few' : 'alarm', word: 'told' }) as const;
const widths = (indexes: readonly (number | null)[]) => {
  const marks = indexes.map((index) => mark(`at ${index ?? 'none'}`, index));
  const svg = driftBars.draw({ notice: 0.1, alarm: 0.25, marks }, frame);
  return [...svg.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"/g)].map(([, width]) => Number(width));
};

it('is as long as the index, and no longer than the frame', () => {
  const [short = 0, long = 0] = widths([0.2, 0.4]);
  expect(long / short).toBeCloseTo(2, 1);
  const [far = 0, farther = 0] = widths([2, 20]);
  expect(far).toBe(farther);
});

it('has no bar where nobody can say, and says so', () => {
  expect(widths([null, 0.3])).toHaveLength(1);
  const data = { notice: 0.1, alarm: 0.25, marks: [mark('Seats', null), mark('Plan', 0.31234)] };
  expect(driftBars.table(data).rows).toEqual([
    ['Seats', '–', 'told'],
    ['Plan', '0.312', 'told'],
  ]);
});
