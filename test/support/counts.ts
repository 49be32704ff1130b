import type { CalendarDate } from '../../src/base/calendar-date.ts';
import type { Evidence } from '../../src/checks/evidence.ts';
import type { Project } from '../../src/definitions/project.ts';
import type { MeasuredRow } from '../../src/measures/segment-counts.ts';
import { segmentationCounts } from '../../src/measures/segment-counts.ts';

/** Evidence of one segmentation, from the rows a run would have counted; everything else is empty. */
export function evidenceOf(
  project: Project,
  rows: readonly MeasuredRow[],
  rest: Partial<Evidence> = {},
): Evidence {
  const [segmentation] = project.segmentations;
  if (!segmentation) throw new Error('no segmentation');
  return {
    project,
    asOf: '2026-06-30' as CalendarDate,
    segmentations: [segmentationCounts(segmentation, rows)],
    loads: [],
    churn: [],
    churnPairs: [],
    unpriced: [],
    outsideBook: [],
    missing: [],
    overrides: [],
    likeness: [],
    holding: [],
    drift: { subjects: [], redefined: [] },
    ...rest,
  };
}
