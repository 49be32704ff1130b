import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { largestShare } from './largest-share.ts';

describe('largest-share', () => {
  const { project } = sketchProject(
    { a: 'integer' },
    rulesOf({ one: 'a > 1', two: 'a < 0' }),
    'limits: { largestShare: 0.9 }',
  );
  const read = (one: number, two: number, left: number) =>
    largestShare.read(
      evidenceOf(project, [
        { segment: 'one', customers: one, active: one },
        { segment: 'two', customers: two, active: two },
        { segment: 'everyone_else', customers: left, active: left },
      ]),
    );

  it('names the segment that holds nearly everybody', () => {
    expect(read(35, 465, 0)[0]).toMatchObject({
      data: { largest: 465, active: 500 },
      place: { path: 'segments.yaml', line: 7 },
    });
    expect(read(50, 450, 0)).toEqual([]);
  });

  it('leaves the fallback to its own check', () => {
    expect(read(1, 1, 98)).toEqual([]);
  });
});
