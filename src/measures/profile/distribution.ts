import type { CalendarDate } from '../../base/calendar-date.ts';

/**
 * How the values of an attribute are spread, in the same cells for everybody and each segment. Every customer of the
 * day stands in one cell or is missing: `counts` and `missing` of a group add up to its customers.
 */
export interface Distribution {
  readonly segmentation: string;
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly attribute: string;
  readonly title: string;
  readonly unit: string | null;
  readonly minimumCount: number;
  /** `bins` of a number, ascending; `values` of a text, the most frequent first. */
  readonly kind: 'bins' | 'values';
  readonly cells: readonly DistributionCell[];
  readonly everyone: DistributionGroup;
  readonly segments: readonly DistributionGroup[];
}

export interface DistributionCell {
  /** `0`, `1–100`, `20,000 and more`, `DevTools`. */
  readonly label: string;
  /** Lower edge, inclusive, and upper edge, exclusive; null where it is open, and for values of a text. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface DistributionGroup {
  /** Null for everybody. */
  readonly segment: string | null;
  readonly title: string;
  readonly customers: number;
  readonly missing: number;
  /** One a cell. */
  readonly counts: readonly number[];
}
