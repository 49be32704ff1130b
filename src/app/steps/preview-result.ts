import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import type { PreviewedSegmentation } from '../../measures/preview/previewed.ts';

/** What an edit would do, over the customers of the newest published run. */
export interface Preview {
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly currency: string;
  readonly minimumCount: number;
  /** `kept`: by the facts that run kept; `loaded`: by facts made of the sources as they are now, for the same day. */
  readonly facts: 'kept' | 'loaded';
  /** Ids of attributes whose edited definitions were worked out of kept facts. */
  readonly calculated: readonly string[];
  /** The one that was asked for, then those that ask for its segments, by depth. */
  readonly segmentations: readonly PreviewedSegmentation[];
  /** What was found of the published definitions and no longer is. */
  readonly mended: readonly Finding[];
}
