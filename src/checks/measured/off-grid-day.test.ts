import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { offGridDay } from './off-grid-day.ts';

describe('off-grid-day', () => {
  const text = rulesOf({ one: 'a > 1' }).replace('segments:', 'hysteresis: { every: month }\nsegments:');
  const { project } = sketchProject({ a: 'integer' }, text);
  const [segmentation] = project.segmentations;
  const hysteresis = segmentation?.hysteresis;
  if (!segmentation || !hysteresis) throw new Error('no hysteresis');
  const read = (asOf: string, stateOf: string | null) =>
    offGridDay
      .read(
        evidenceOf(project, [], {
          asOf: asOf as CalendarDate,
          holding: [{ segmentation, hysteresis, stateOf: stateOf as CalendarDate | null }],
        }),
      )
      .map(({ severity, message }) => `${severity} ${message}`);

  it('is silent on a day of the grid', () => {
    expect(read('2026-03-31', '2026-02-28')).toEqual([]);
  });

  it('says that nobody moves, and when they do', () => {
    expect(read('2026-03-30', '2026-02-28')).toEqual([
      'note `rules_under_test` moves nobody on 2026-03-30: its customers are where they were on 2026-02-28, and move on 2026-03-31.',
    ]);
    expect(read('2026-03-30', null)[0]).toContain('holds nobody yet: its first day is 2026-03-31');
  });
});
