import type { ExactNumber } from '../../sql/exact-number.ts';
import type { Moments } from './moments.ts';
import type { Quantile } from './order-statistics.ts';
import type { Ratio } from './ratio.ts';

/** Data that is not there; a sentence says which. */
export interface Absent {
  readonly kind: 'absent';
  readonly reason: string;
}

export const absent = (reason: string): Absent => ({ kind: 'absent', reason });

export function isAbsent(value: object): value is Absent {
  return 'kind' in value && value.kind === 'absent';
}

/** Who is in the segment on the as-of date. */
export interface Sizes {
  /** Everybody placed: customers, former ones and prospects. */
  readonly placed: number;
  /** Customers: the base of shares. */
  readonly active: number;
  /** Customers of all segments. */
  readonly allActive: number;
}

/** Against the snapshot before. */
export interface Movement {
  readonly joined: number;
  readonly left: number;
}

/** What customers pay on the as-of date. */
export interface Balance {
  readonly mrr: ExactNumber;
  /** Of customers whose prices are known. */
  readonly each: Moments;
}

/** Money of the segment and of everybody. */
export interface Contribution {
  readonly money: ExactNumber;
  readonly all: ExactNumber;
  readonly customers: number;
}

/** Those who were customers in the segment when the period began. */
export interface Cohort {
  readonly customers: number;
  /** No customers any more when it ended. */
  readonly lost: number;
}

/** Of those in the segment at the start, their revenue at its end over that at its beginning. */
export interface Revenues {
  readonly net: Ratio;
  /** What grew left out. */
  readonly gross: Ratio;
  /** What grew alone. */
  readonly expansion: Ratio;
}

/** The latest answer of each respondent. */
export interface Answers {
  readonly respondents: number;
  readonly promoters: number;
  readonly detractors: number;
}

/** Revenue to date of customers and former customers, before the margin. */
export interface Lifetime {
  readonly each: Moments;
  readonly lowerQuartile: Quantile | null;
  readonly median: Quantile | null;
  readonly upperQuartile: Quantile | null;
}

/** Deals closed in the period. */
export interface Deals {
  readonly won: number;
  readonly lost: number;
  /** Of won deals whose amount is known. */
  readonly amounts: Moments;
  readonly medianAmount: Quantile | null;
  /** Won deals with a known day of opening. */
  readonly timed: number;
  readonly medianDays: Quantile | null;
}

/** What was spent to win the new customers of the period. */
export interface Acquisition {
  readonly spend: ExactNumber;
  readonly newCustomers: number;
}

/** Share of revenue left after the cost of serving. */
export interface Margin {
  readonly share: ExactNumber;
}

/** Everything metrics are made of, for one segment or for all. */
export interface Figures {
  readonly sizes: Sizes;
  readonly movement: Movement;
  readonly balance: Balance;
  readonly contribution: Contribution;
  readonly cohort: Cohort;
  readonly revenues: Revenues;
  readonly answers: Answers;
  readonly lifetime: Lifetime;
  readonly deals: Deals;
  readonly acquisition: Acquisition;
  readonly margin: Margin;
}

export type Need = keyof Figures;

/** As far as the data goes. */
export type FiguresFound = { readonly [Name in Need]: Figures[Name] | Absent };
