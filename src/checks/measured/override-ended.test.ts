import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { overrideEnded } from './override-ended.ts';

const OVERRIDE = `
---
kind: override
id: promised
segmentation: rules_under_test
customer: [a-1, a-2]
segment: one
reason: Signed for more.
owner: ann
from: 2026-01-01
until: 2026-06-29`;

describe('override-ended', () => {
  const { project } = sketchProject({ a: 'integer' }, rulesOf({ one: 'a > 1' }) + OVERRIDE);
  const read = (asOf: string) => overrideEnded.read(evidenceOf(project, [], { asOf: asOf as CalendarDate }));

  it('is told from the day after its last', () => {
    expect(read('2026-06-29')).toEqual([]);
    expect(read('2026-06-30')[0]).toMatchObject({ code: 'override-ended', data: { customers: 2 } });
    expect(read('2026-06-30')[0]?.hint).toContain('ann');
  });
});
