import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { readOverridden } from '../../measures/overridden.ts';
import { overrideNobody } from './override-nobody.ts';

const OVERRIDE = `
---
kind: override
id: promised
segmentation: rules_under_test
customer: [a-1, a-2, a-3]
segment: one
reason: Signed for more.
owner: ann
from: 2026-01-01
until: 2026-12-31`;

describe('override-nobody', () => {
  const { project } = sketchProject({ a: 'integer' }, rulesOf({ one: 'a > 1' }) + OVERRIDE);
  const all = project.segmentations.flatMap(({ overrides }) => overrides);
  const read = (...present: readonly string[]) =>
    overrideNobody.read(
      evidenceOf(project, [], {
        overrides: readOverridden(
          all,
          present.map((customer) => ({ customer })),
        ),
      }),
    );

  it('names who is not in the data, and is silent where everybody is', () => {
    expect(read('a-1', 'a-2', 'a-3')).toEqual([]);
    expect(read('a-2')[0]?.message).toContain('2 of the 3 customers');
    expect(read('a-2')[0]?.message).toContain('`a-1` and `a-3`');
  });
});
