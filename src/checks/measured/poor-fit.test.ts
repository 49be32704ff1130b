import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { likenessCounts, LIKENESS_SKETCH } from '../../../test/support/likeness-counts.ts';
import { poorFit } from './poor-fit.ts';

const read = (active: number, poor: number) =>
  poorFit.read(
    evidenceOf(LIKENESS_SKETCH, [], {
      likeness: [
        likenessCounts([
          { segment: 'one', runner_up: 'two', active: active - 10, boundary: 0, poor_fit: 0 },
          { segment: 'two', runner_up: 'one', active: 10, boundary: 0, poor_fit: poor },
        ]),
      ],
    }),
  );

describe('poor-fit', () => {
  it('is silent about what chance brings, and speaks where the whole interval is above twice that', () => {
    expect(read(1_000, 10)).toEqual([]);
    expect(read(1_000, 28)).toEqual([]);
    expect(read(1_000, 31)).toMatchObject([
      { severity: 'warning', code: 'poor-fit', data: { poorFit: 31, active: 1_000, limit: 0.02 } },
    ]);
    expect(read(1_000, 31)[0]?.message).toContain(
      '31 of 1000 active customers (3.1 %, interval 2.2 % to 4.4 %)',
    );
    expect(read(1_000, 31)[0]?.message).toContain('31, are in `two`');
  });

  it('says nothing of a few, whatever their share', () => {
    expect(read(9, 9)).toEqual([]);
    expect(read(0, 0)).toEqual([]);
  });
});
