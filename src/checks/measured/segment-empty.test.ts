import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { segmentEmpty } from './segment-empty.ts';

describe('segment-empty', () => {
  const { project } = sketchProject(
    { a: 'integer' },
    rulesOf({ first: 'a > 1', second: 'a > 2', third: 'a = 9' }),
  );
  const found = segmentEmpty.read(
    evidenceOf(project, [
      {
        segment: 'first',
        customers: 30,
        active: 30,
        true__0: 30,
        unknown__0: 0,
        true__1: 12,
        unknown__1: 0,
        true__2: 0,
        unknown__2: 0,
      },
      {
        segment: 'everyone_else',
        customers: 70,
        active: 70,
        true__0: 0,
        unknown__0: 8,
        true__1: 0,
        unknown__1: 8,
        true__2: 0,
        unknown__2: 8,
      },
    ]),
  );

  it('says who took them, or that the rule is true of nobody', () => {
    expect(found.map(({ message }) => message)).toEqual([
      'Nobody is in `second` of `rules_under_test` on 2026-06-30: its rule is true of 12, and `first` took 12.',
      'Nobody is in `third` of `rules_under_test` on 2026-06-30: its rule is true of nobody and unknown of 8.',
    ]);
  });

  it('says nothing of a segmentation without customers, nor of an empty fallback', () => {
    expect(segmentEmpty.read(evidenceOf(project, []))).toEqual([]);
  });
});
