import { expect, it } from 'vitest';
import type { Segmentation } from '../definitions/project.ts';
import { recordedCounts } from './recorded-counts.ts';
import { segmentationCounts } from './segment-counts.ts';

const segmentation = {
  segments: [
    { id: 'new', title: 'New' },
    { id: 'busy', title: 'Busy' },
  ],
  fallback: { id: 'rest', title: 'Rest' },
  rules: [{ segment: 'new' }, { segment: 'busy' }],
} as unknown as Segmentation;

const measured = segmentationCounts(segmentation, [
  {
    segment: 'new',
    customers: 10,
    active: 8,
    money: '99.50',
    boundary: 1,
    true__0: 10,
    unknown__0: 0,
    true__1: 3,
    unknown__1: 2,
  },
  {
    segment: 'rest',
    customers: 5,
    active: 5,
    money: null,
    boundary: 0,
    true__0: 0,
    unknown__0: 1,
    true__1: 0,
    unknown__1: 5,
  },
]);

it('reads back what a run counted, in whatever order the rows come', () => {
  const read = recordedCounts(segmentation, {
    segments: measured.segments.map(({ segment, customers, active, money, boundary }) => ({
      ...{ segment, customers, active, money, boundary },
    })),
    rules: measured.rules
      .map((rule) => ({
        ordinal: rule.ordinal,
        segment: rule.segment,
        true_count: rule.trueCount,
        false_count: rule.falseCount,
        unknown_count: rule.unknownCount,
        taken_count: rule.takenCount,
      }))
      .toReversed(),
    overlaps: measured.rules.flatMap(({ ordinal, segment, swallowed }) =>
      swallowed.map(({ by, customers }) => ({ ordinal, segment, taken_by: by, customers })),
    ),
  });
  expect(read).toEqual(measured);
  expect(read.rules[1]?.swallowed).toEqual([{ by: 'new', customers: 3 }]);
});
