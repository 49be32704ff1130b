import type { Stretch } from '../attributes/window.ts';
import type { CalendarDate } from '../base/calendar-date.ts';

/** From which population stability index a change is told. Source: the convention of credit scoring, 0.1 and 0.25. */
export interface DriftLevels {
  /** The day of the last review; null compares with the first day that was published. */
  readonly since: CalendarDate | null;
  /** A note from here up; default 0.1. */
  readonly notice: number;
  /** A warning from here up; default 0.25. */
  readonly alarm: number;
}

/** How old things may be before they are stale; null asks nothing. */
export interface Freshness {
  /** Since the newest run. */
  readonly run: Stretch | null;
  /** Since the newest day of any source. */
  readonly data: Stretch | null;
}

/** Shares are 0..1. */
export interface Limits {
  /** Segments of the primary segmentation; default 3 to 7 (seeds 003, 004). */
  readonly segments: { readonly from: number; readonly to: number };
  /** Rows of a source that may be quarantined before the run stops; default 0.01. */
  readonly quarantinedShare: number;
  /** Share in the fallback above which a warning is given; default 0.1. */
  readonly fallbackShare: number;
  /** Share of one segment above which a warning is given; default 0.8. */
  readonly largestShare: number;
  /** Margin below which a customer is a boundary customer; default 0.02. */
  readonly boundaryMargin: number;
  /** Base below which a number is "too few to say"; default 10. */
  readonly minimumCount: number;
}

/** What a reviewed change may do; null: anything. Shares are 0..1, of one segmentation. */
export interface ReviewPolicy {
  /** Customers placed elsewhere, of everybody who is one by either definition. */
  readonly movedShare: number | null;
  /** Their money, of all money of the same. */
  readonly moneyShare: number | null;
  /** The least grave finding that may not be new; default `error`. */
  readonly newFindings: 'error' | 'warning';
}
