import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { bandsOver, sketchProject } from '../../../test/support/sketch-project.ts';
import type { CalendarDate } from '../../base/calendar-date.ts';
import type { DriftSubject } from '../../measures/drift/drift.ts';
import { driftOf } from '../../measures/drift/drift.ts';
import { drift } from './drift.ts';

const DAYS = { base: '2026-03-31' as CalendarDate, now: '2026-06-30' as CalendarDate };
const SEATS: DriftSubject = { kind: 'attribute', entity: 'account', id: 'seats', title: 'Seats' };
const BANDS: DriftSubject = { kind: 'segmentation', id: 'bands_under_test', title: 'Bands', isEdited: true };

function read(before: readonly number[], after: readonly number[], subject = SEATS, settings = '') {
  const { project } = sketchProject(
    { seats: 'integer' },
    bandsOver('seats', ['id: some, from: 0']),
    settings,
  );
  const bins = before.map((count, at) => ({ label: `bin ${at}`, before: count, after: after[at] ?? 0 }));
  const told = driftOf(bins, DAYS, project.drift, project.limits.minimumCount);
  return drift.read(evidenceOf(project, [], { drift: { subjects: [{ subject, ...told }], redefined: [] } }));
}

describe('drift', () => {
  it('is silent below the notice level', () => {
    // 0.1 ln(0.6 / 0.5) + 0.1 ln(0.5 / 0.4) = 0.0405
    expect(read([5_000, 5_000], [6_000, 4_000])).toEqual([]);
  });

  it('notes a change from the notice level and warns from the alarm level, with days, bases and what moved', () => {
    expect(read([5_000, 5_000], [6_800, 3_200])).toMatchObject([{ severity: 'note', code: 'drift' }]);
    const [finding, ...more] = read([500, 500], [1_600, 400]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'warning',
      code: 'drift',
      data: { level: 0.25, from: '2026-03-31', base: 1_000, customers: 2_000 },
      place: { path: 'clade.yaml' },
    });
    expect(finding?.message).toBe(
      '`seats` of `account` has drifted from 2026-03-31 to 2026-06-30: stability index 0.4159, alarm from 0.25, of 1,000 customers then and 2,000 customers now. bin 0 (50.0 % to 80.0 %) grew most, bin 1 (50.0 % to 20.0 %) shrank most.',
    );
  });

  it('takes the levels of the project', () => {
    const settings = 'drift: { notice: 0.03, alarm: 0.5 }';
    expect(read([5_000, 5_000], [6_000, 4_000], SEATS, settings)).toMatchObject([{ severity: 'note' }]);
    expect(read([500, 500], [1_600, 400], SEATS, settings)).toMatchObject([{ severity: 'note' }]);
  });

  it('says nothing of too few, nor of what chance brings to few', () => {
    expect(read([5, 4], [900, 100])).toEqual([]);
    expect(read([5, 5], [8, 2])).toEqual([]);
  });

  it('says of segments that an edit may be why', () => {
    const [finding] = read([500, 500], [1_600, 400], BANDS);
    expect(finding?.place?.path).toBe('segments.yaml');
    expect(finding?.message).toContain('Its definition has changed since, which may be why.');
  });

  it('notes what is defined otherwise and compared with nothing', () => {
    const { project } = sketchProject({ seats: 'integer' }, bandsOver('seats', ['id: some, from: 0']));
    const redefined = [{ entity: 'account', attribute: 'seats', since: DAYS.base }];
    expect(drift.read(evidenceOf(project, [], { drift: { subjects: [], redefined } }))).toMatchObject([
      {
        severity: 'note',
        message: expect.stringContaining('defined otherwise than on 2026-03-31') as string,
      },
    ]);
  });
});
