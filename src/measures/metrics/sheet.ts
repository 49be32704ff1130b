import type { CalendarDate } from '../../base/calendar-date.ts';
import type { MetricHead, MetricResult } from './metric.ts';

/** A metric with what is told of everybody and of each segment, these in the order of {@link MetricsSheet.segments}. */
export interface SheetRow extends MetricHead {
  readonly total: MetricResult;
  readonly segments: readonly MetricResult[];
}

/** Who was in which segment when the period began, and how that is known. */
export type StartMembership =
  /** As published then; `asOf` is the snapshot's day, from which the period is counted. */
  | { readonly kind: 'snapshot'; readonly asOf: CalendarDate; readonly runId: string }
  /** Placed again for that day from what was known then; published nowhere. */
  | { readonly kind: 'placed-again'; readonly asOf: CalendarDate }
  /** Of segments; who was a customer at all may be known, and then everybody together is told. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** The metrics of a segmentation as of a day: one column a segment and one for everybody. */
export interface MetricsSheet {
  readonly segmentation: string;
  readonly title: string;
  readonly entity: string;
  readonly asOf: CalendarDate;
  /** The run whose snapshot says who is in which segment. */
  readonly runId: string;
  readonly currency: string;
  /** After the end of `from` up to the end of `to`, which is the as-of date. */
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
  readonly start: StartMembership;
  /** Below this base nothing is said. */
  readonly minimumCount: number;
  readonly segments: readonly { readonly id: string; readonly title: string; readonly isFallback: boolean }[];
  readonly metrics: readonly SheetRow[];
}
