import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { likenessCounts, LIKENESS_SKETCH } from '../../../test/support/likeness-counts.ts';
import { boundaryShare } from './boundary-share.ts';

const read = (...rows: Parameters<typeof likenessCounts>[0]) =>
  boundaryShare.read(evidenceOf(LIKENESS_SKETCH, [], { likeness: [likenessCounts(rows)] }));

describe('boundary-share', () => {
  it('names the two segments most of those at a boundary stand between, whichever they are in', () => {
    const found = read(
      { segment: 'one', runner_up: 'two', active: 100, boundary: 40, poor_fit: 0 },
      { segment: 'one', runner_up: 'three', active: 100, boundary: 50, poor_fit: 0 },
      { segment: 'two', runner_up: 'one', active: 100, boundary: 30, poor_fit: 0 },
      { segment: 'three', runner_up: 'one', active: 100, boundary: 1, poor_fit: 0 },
    );
    expect(found).toMatchObject([
      { severity: 'warning', code: 'boundary-share', data: { boundary: 121, active: 400, limit: 0.2 } },
    ]);
    expect(found[0]?.message).toContain('70 of them stand between `one` and `two`');
    expect(found[0]?.message).toContain('a margin below 0.2');
  });

  it('is silent while the interval reaches a fifth, and about a few', () => {
    expect(read({ segment: 'one', runner_up: 'two', active: 400, boundary: 90, poor_fit: 0 })).toEqual([]);
    expect(read({ segment: 'one', runner_up: 'two', active: 9, boundary: 9, poor_fit: 0 })).toEqual([]);
  });
});
