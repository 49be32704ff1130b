import { expect, it } from 'vitest';
import type { LevelSplits } from './level-splits.ts';
import { levelSplits } from './level-splits.ts';

const frame = { id: 'c', title: 'Splits', description: 'All', width: 760 };
const level = (groups: LevelSplits['levels'][number]['groups'], isMarked = false) => ({
  ...{ title: `${groups.length} groups`, notes: [], isMarked },
  groups,
});
const data: LevelSplits = {
  levels: [
    level([{ number: 1, share: 1, origins: [] }]),
    level([
      { number: 1, share: 0.6, origins: [{ number: 1, share: 1 }] },
      { number: 2, share: 0.4, origins: [{ number: 1, share: 1 }] },
    ]),
    level(
      [
        { number: 1, share: 0.4, origins: [{ number: 2, share: 1 }] },
        {
          ...{ number: 2, share: 0.3 },
          origins: [
            { number: 1, share: 0.8 },
            { number: 2, share: 0.2 },
          ],
        },
        { number: 3, share: 0.3, origins: [{ number: 1, share: 1 }] },
      ],
      true,
    ),
  ],
};

const svg = levelSplits.draw(data, frame);
const bars = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g)].map(
  ([, x, y, width]) => ({ x: Number(x), y: Number(y), width: Number(width) }),
);
const streams = [
  ...svg.matchAll(
    /<path d="M([\d.]+) [\d.]+C[\d.]+ [\d.]+ ([\d.]+) [^H]*H([\d.]+)[^>]*fill-opacity="([\d.]+)"/g,
  ),
].map(([, from, to, end, opacity]) => ({
  from: Number(from),
  width: Number(end) - Number(to),
  strong: opacity === '0.7',
}));

it('is as wide as shares, on one scale for all rows', () => {
  const [all, ...rest] = bars.map(({ width }) => width);
  const shares = [0.6, 0.4, 0.3, 0.3, 0.4];
  expect(rest.map((width) => width / (all ?? 1))).toEqual(shares.map((share) => expect.closeTo(share, 2)));
});

it('sets groups below those they are made of, whatever their number', () => {
  // The third row by place: 2 and 3 come from 1, which is left; 1 comes from 2.
  const titles = [...svg.matchAll(/<title>3 groups: group (\d)/g)].map(([, number]) => Number(number));
  expect(titles).toEqual([3, 2, 1]);
});

it('has a stream for each origin, strong where it is not where most of the group was', () => {
  const scale = bars[0]?.width ?? 1;
  expect(streams).toHaveLength(6);
  const strong = streams.filter((one) => one.strong);
  expect(strong.map(({ width }) => width / scale)).toEqual([expect.closeTo(0.3 * 0.2, 2)]);
  const sum = streams.reduce((total, { width }) => total + width, 0);
  expect(sum / scale).toBeCloseTo(2, 1);
});

it('tells the same in its table', () => {
  expect(levelSplits.table(data).rows).toEqual([
    ['1 groups', '1', '100.0 %', '–'],
    ['2 groups', '1', '60.0 %', '1 (100.0 %)'],
    ['2 groups', '2', '40.0 %', '1 (100.0 %)'],
    ['3 groups', '1', '40.0 %', '2 (100.0 %)'],
    ['3 groups', '2', '30.0 %', '1 (80.0 %), 2 (20.0 %)'],
    ['3 groups', '3', '30.0 %', '1 (100.0 %)'],
  ]);
});
