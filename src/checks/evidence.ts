import type { CalendarDate } from '../base/calendar-date.ts';
import type { Project, Source } from '../definitions/project.ts';
import type { ChurnAgreement } from '../measures/churn-agreement.ts';
import type { MissingValues } from '../measures/missing-values.ts';
import type { SegmentationCounts } from '../measures/segment-counts.ts';

/** What a run measured, for checks to judge. */
export interface Evidence {
  readonly project: Project;
  readonly asOf: CalendarDate;
  readonly segmentations: readonly SegmentationCounts[];
  readonly loads: readonly {
    readonly source: Source;
    readonly rowsRead: number;
    readonly rowsLoaded: number;
  }[];
  readonly churn: readonly ChurnAgreement[];
  readonly missing: readonly MissingValues[];
}
