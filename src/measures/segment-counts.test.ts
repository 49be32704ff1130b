import { describe, expect, it } from 'vitest';
import type { Segmentation } from '../definitions/project.ts';
import { segmentationCounts } from './segment-counts.ts';

const segmentation = {
  id: 'usage',
  segments: [
    { id: 'new', title: 'New' },
    { id: 'power', title: 'Power' },
  ],
  fallback: { id: 'rest', title: 'Rest' },
  rules: [{ segment: 'new' }, { segment: 'power' }],
} as unknown as Segmentation;

describe('segmentationCounts', () => {
  const counts = segmentationCounts(segmentation, [
    {
      segment: 'new',
      customers: 10,
      active: 9,
      money: '12.5',
      boundary: 1,
      true__0: 10,
      unknown__0: 0,
      true__1: 3,
      unknown__1: 2,
    },
    {
      segment: 'rest',
      customers: 90,
      active: 50,
      money: null,
      boundary: 0,
      true__0: 0,
      unknown__0: 4,
      true__1: 0,
      unknown__1: 30,
    },
  ]);

  it('keeps a segment that has nobody, with zeros and no money', () => {
    expect(counts.segments[1]).toEqual({
      segment: 'power',
      title: 'Power',
      ordinal: 1,
      isFallback: false,
      customers: 0,
      active: 0,
      money: null,
      boundary: 0,
    });
    expect(counts).toMatchObject({ customers: 100, active: 59 });
  });

  it('counts true, false and unknown of every rule over everybody', () => {
    expect(counts.rules[1]).toEqual({
      ordinal: 1,
      segment: 'power',
      trueCount: 3,
      falseCount: 65,
      unknownCount: 32,
      takenCount: 0,
      swallowed: [{ by: 'new', customers: 3 }],
    });
    expect(counts.rules[0]).toMatchObject({ takenCount: 10, swallowed: [] });
  });
});
