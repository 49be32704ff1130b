import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { gridDayMissing } from './grid-day-missing.ts';

describe('grid-day-missing', () => {
  const text = rulesOf({ one: 'a > 1' }).replace('segments:', 'hysteresis: { every: week }\nsegments:');
  const { project } = sketchProject({ a: 'integer' }, text);
  const [segmentation] = project.segmentations;
  const hysteresis = segmentation?.hysteresis;
  if (!segmentation || !hysteresis) throw new Error('no hysteresis');
  const read = (asOf: string, stateOf: string | null) =>
    gridDayMissing.read(
      evidenceOf(project, [], {
        asOf: asOf as CalendarDate,
        holding: [{ segmentation, hysteresis, stateOf: stateOf as CalendarDate | null }],
      }),
    );

  it('is silent at the beginning, and where the last Sunday is published', () => {
    expect(read('2026-03-29', null)).toEqual([]);
    expect(read('2026-03-29', '2026-03-22')).toEqual([]);
    expect(read('2026-04-01', '2026-03-29')).toEqual([]);
  });

  it('names the days that are missing, and how to publish them', () => {
    const [one] = read('2026-03-29', '2026-03-15');
    expect(one).toMatchObject({ code: 'grid-day-missing', severity: 'warning', data: { days: 1 } });
    expect(one?.message).toContain('2026-03-22 was never published');
    const [more] = read('2026-04-01', '2026-03-15');
    expect(more?.message).toContain('2 days from 2026-03-22 to 2026-03-29 were never published');
    expect(more?.hint).toContain('clade backfill --from 2026-03-22 --to 2026-03-29 --every week');
  });
});
