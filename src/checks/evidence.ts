import type { CalendarDate } from '../base/calendar-date.ts';
import type { Hysteresis, Project, Segmentation, Source } from '../definitions/project.ts';
import type { ChurnAgreement, ChurnPair } from '../measures/churn-agreement.ts';
import type { Redefined, SubjectDrift } from '../measures/drift/drift.ts';
import type { EventsOutsideBook } from '../measures/events-outside-book.ts';
import type { LikenessCounts } from '../measures/likeness-counts.ts';
import type { MissingValues } from '../measures/missing-values.ts';
import type { Overridden } from '../measures/overridden.ts';
import type { SegmentationCounts } from '../measures/segment-counts.ts';
import type { UnpricedLines } from '../measures/unpriced-lines.ts';

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
  readonly churnPairs: readonly ChurnPair[];
  readonly unpriced: readonly UnpricedLines[];
  readonly outsideBook: readonly EventsOutsideBook[];
  readonly missing: readonly MissingValues[];
  /** Overrides that hold on the day. */
  readonly overrides: readonly Overridden[];
  /** Of segmentations that place by likeness. */
  readonly likeness: readonly LikenessCounts[];
  /** Of segmentations with hysteresis. */
  readonly holding: readonly Holding[];
  /** Attributes and segments against the last review. */
  readonly drift: {
    readonly subjects: readonly SubjectDrift[];
    readonly redefined: readonly Redefined[];
  };
}

/** How a segmentation with hysteresis came to its holds on the as-of date. */
export interface Holding {
  readonly segmentation: Segmentation;
  readonly hysteresis: Hysteresis;
  /** The newest earlier day of its grid that is published; null where there is none. */
  readonly stateOf: CalendarDate | null;
}
