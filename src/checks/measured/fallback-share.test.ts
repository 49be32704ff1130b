import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { fallbackShare } from './fallback-share.ts';

describe('fallback-share', () => {
  const { project } = sketchProject(
    { a: 'integer' },
    rulesOf({ some: 'a > 1' }),
    'limits: { fallbackShare: 0.2 }',
  );
  const read = (named: number, left: number) =>
    fallbackShare.read(
      evidenceOf(project, [
        { segment: 'some', customers: named, active: named },
        { segment: 'everyone_else', customers: left + 50, active: left },
      ]),
    );

  it('judges active customers only, and allows what the project allows', () => {
    expect(read(80, 20)).toEqual([]);
    expect(read(79, 21)[0]).toMatchObject({
      severity: 'warning',
      data: { fallback: 21, active: 100, limit: 0.2 },
    });
    expect(read(79, 21)[0]?.message).toContain('21 of 100 active customers (21.0 %)');
  });

  it('says nothing where there is nobody', () => {
    expect(read(0, 0)).toEqual([]);
  });
});
