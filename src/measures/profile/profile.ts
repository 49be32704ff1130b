import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Basis } from '../../definitions/project.ts';
import type { Interval } from '../../numeric/interval.ts';
import type { ShareInterval } from '../../numeric/wilson.ts';

/**
 * How the segments of a snapshot differ: each against everybody outside it, over those who are customers on the day.
 * All intervals are of 95 %. Below `minimumCount` known values on either side nothing is said: effects are null.
 */
export interface Profile {
  readonly segmentation: string;
  readonly title: string;
  readonly entity: string;
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly currency: string;
  readonly minimumCount: number;
  /** Customers on the day: the base of every number here. */
  readonly customers: number;
  /** In the order of the file, the fallback last. */
  readonly segments: readonly ProfiledSegment[];
  /** Those with the strongest effect in any segment first. */
  readonly attributes: readonly ProfiledAttribute[];
  /** Attributes no profile is made of, and why. */
  readonly leftOut: readonly { readonly id: string; readonly title: string; readonly reason: string }[];
  /** How many p-values Holm's correction counts: those of attributes that did not form the segments. */
  readonly tests: number;
}

export interface ProfiledSegment {
  readonly segment: string;
  readonly title: string;
  readonly isFallback: boolean;
  readonly customers: number;
  /** Of all customers on the day; null below the minimum count. */
  readonly share: ShareInterval | null;
}

export type ProfiledAttribute = NumberProfile | CategoryProfile;

interface AttributeHead {
  readonly id: string;
  readonly title: string;
  readonly basis: Basis;
  /** What one is: seats, USD, `days before 2024-12-31` of a date; null where nothing says so. */
  readonly unit: string | null;
  /** The segments were made by it, or by what it is made of: of course they differ, so no p-value is given. */
  readonly formed: boolean;
}

/** A number, or a date told as the days before the as-of day. */
export interface NumberProfile extends AttributeHead {
  readonly kind: 'number';
  readonly everyone: NumberSummary;
  /** One a segment, in the order of the profile's segments. */
  readonly segments: readonly NumberOfSegment[];
}

/** What is known of a number in a group; figures are null where nobody has a value. */
export interface NumberSummary {
  readonly known: number;
  readonly missing: number;
  /** How many of the known are exactly zero. */
  readonly zeros: number;
  readonly mean: number | null;
  /** Of a sample; null below two values. */
  readonly deviation: number | null;
  readonly least: number | null;
  readonly greatest: number | null;
  /** At 25, 50 and 75 %, type 7 of Hyndman and Fan. */
  readonly quartiles: readonly [number, number, number] | null;
}

export interface NumberOfSegment extends NumberSummary {
  readonly segment: string;
  /** Mean over everybody's, 100 = same; null where everybody's is not positive, or too few are known. */
  readonly index: number | null;
  /** Cliff's delta against everybody outside the segment. */
  readonly effect: Effect | null;
  /** Hedges' g of the same two groups: means in standard deviations. Read it beside the delta, not for money. */
  readonly meanDifference: Interval | null;
}

/** A text or a yes-or-no. */
export interface CategoryProfile extends AttributeHead {
  readonly kind: 'category';
  /** Who has a value, and who has none. */
  readonly everyone: { readonly known: number; readonly missing: number };
  readonly segments: readonly {
    readonly segment: string;
    readonly known: number;
    readonly missing: number;
  }[];
  /** The most frequent first; of a yes-or-no only `yes`. */
  readonly categories: readonly CategoryShares[];
  readonly association: Association | null;
}

export interface CategoryShares {
  /** Null for all values that are not listed, together. */
  readonly value: string | null;
  readonly label: string;
  readonly everyone: { readonly count: number; readonly share: number | null };
  readonly segments: readonly CategoryOfSegment[];
}

export interface CategoryOfSegment {
  readonly segment: string;
  readonly count: number;
  /** Of those in the segment with a value; null below the minimum count. */
  readonly share: ShareInterval | null;
  /** Share over everybody's, 100 = same. */
  readonly index: number | null;
  /** Share in the segment minus share outside it (Newcombe). */
  readonly difference: Interval | null;
  /** Cohen's h of the same two shares. */
  readonly effect: Effect | null;
}

export type EffectWord = 'negligible' | 'small' | 'medium' | 'large';

/** How far a segment is from everybody outside it; above 0 means more, or more often. */
export interface Effect {
  /** `delta`: Cliff's, -1..1. `h`: Cohen's, -3.14..3.14. */
  readonly measure: 'delta' | 'h';
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** -1..1, one scale for both: the delta, and the delta that groups with such an h would have. Ranks go by it. */
  readonly strength: number;
  readonly word: EffectWord;
  /** The whole interval lies beyond a small effect, on one side, and the p-value, where there is one, is at most .05. */
  readonly isMarker: boolean;
  /** Holm-corrected over the profile; null where the attribute formed the segments. */
  readonly pValue: number | null;
}

/** A table of counts as a whole. */
export interface Association {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** Not corrected; null where the attribute formed the segments. */
  readonly pValue: number | null;
  /** 0..1, corrected for bias (Bergsma). */
  readonly cramersV: number;
  /** Share of cells with fewer than 5 expected: above a fifth the p-value is rough (Cochran). */
  readonly sparseCells: number;
}
