import type { CalendarDate } from '../../base/calendar-date.ts';
import type { ShareInterval } from '../../numeric/wilson.ts';
import type { Association } from '../profile/profile.ts';

/** Segments against the values of a field, over those who are customers on the day. Intervals are of 95 %. */
export interface Crosstab {
  readonly segmentation: string;
  readonly title: string;
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly field: string;
  readonly fieldTitle: string;
  readonly fieldKind: 'attribute' | 'segmentation';
  readonly minimumCount: number;
  /** The columns: values of a text, segments of the other segmentation, or ranges of a number. */
  readonly values: readonly { readonly value: string | null; readonly label: string }[];
  readonly everyone: CrosstabRow;
  readonly segments: readonly CrosstabRow[];
  readonly association: Association | null;
  /** The field formed the segments: they differ by definition, and no p-value is given. */
  readonly formed: boolean;
  /** The shares they are held against, by value; null where none was asked for. */
  readonly expected: readonly number[] | null;
}

export interface CrosstabRow {
  /** Null for everybody. */
  readonly segment: string | null;
  readonly title: string;
  readonly customers: number;
  /** Without a value of the field; they are in no cell. */
  readonly missing: number;
  readonly cells: readonly CrosstabCell[];
  /** Against the expected mix; null without one, or below the minimum count. */
  readonly fit: {
    readonly chiSquare: number;
    readonly degreesOfFreedom: number;
    readonly pValue: number;
  } | null;
}

export interface CrosstabCell {
  readonly count: number;
  /** Of the row's customers with a value; null below the minimum count. */
  readonly share: ShareInterval | null;
  /** Share over everybody's, 100 = same. */
  readonly index: number | null;
  /** Adjusted residual: standard errors from what independence, or the expected mix, would give. */
  readonly residual: number | null;
  /** Beyond what chance explains once all cells are counted (Holm, 5 %). */
  readonly isMarked: boolean;
}
