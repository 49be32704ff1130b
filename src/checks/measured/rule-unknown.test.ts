import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { ruleUnknown } from './rule-unknown.ts';

describe('rule-unknown', () => {
  const { project } = sketchProject(
    { a: 'integer', b: 'integer' },
    rulesOf({ first: 'a > 1', second: 'b > 2' }),
  );
  const read = (unknownFirst: number, unknownSecond: number) =>
    ruleUnknown.read(
      evidenceOf(project, [
        {
          segment: 'everyone_else',
          customers: 100,
          active: 1,
          unknown__0: unknownFirst,
          unknown__1: unknownSecond,
        },
      ]),
    );

  it('is one finding a segmentation, naming the rules and the worst of them', () => {
    expect(read(21, 40)).toHaveLength(1);
    expect(read(21, 40)[0]?.message).toContain('`first` and `second`');
    expect(read(21, 40)[0]?.data).toEqual({ unknown: 40, customers: 100 });
    expect(read(20, 40)[0]?.message).toContain(', `second` in');
  });

  it('allows a fifth', () => {
    expect(read(20, 20)).toEqual([]);
  });
});
