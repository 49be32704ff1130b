import type { EventFunctionName } from '../attributes/event-function.ts';
import type { Stretch, Window } from '../attributes/window.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { DayGrid } from '../base/day-grid.ts';
import type { Place } from '../base/place.ts';
import type { AnyLearning, Grid, Likeness, MethodId, Rule, Segment, Stay } from '../methods/method.ts';
import type { Written } from '../sql/condition.ts';
import type { DialectName } from '../sql/dialects/dialect.ts';
import type { Expression } from '../sql/expression.ts';
import type { ValueType } from '../sql/value-type.ts';
import type { DriftLevels, Freshness, Limits, ReviewPolicy } from './policies.ts';

/** What every definition can say of itself. */
export interface Head {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly owner: string | null;
  readonly url: string | null;
  readonly place: Place;
  /** SHA-256 of the definition's content with everything it refers to; comments and spacing do not count. */
  readonly hash: string;
}

export type Basis =
  | 'firmographic'
  | 'demographic'
  | 'technographic'
  | 'behavioural'
  | 'psychographic'
  | 'needs'
  | 'value'
  | 'lifecycle';

/** All definitions, checked and tied together; frozen, every reference an object. */
export interface Project {
  readonly title: string;
  readonly description: string | null;
  readonly owner: string | null;
  readonly url: string | null;
  readonly currency: string;
  readonly timeZone: string;
  readonly primary: Segmentation | null;
  readonly limits: Limits;
  readonly review: ReviewPolicy;
  readonly drift: DriftLevels;
  readonly freshness: Freshness;
  readonly sources: readonly Source[];
  /** What must hold of sources, in the order written. */
  readonly quality: readonly QualityRule[];
  /** A parent before the entities that belong to it. */
  readonly entities: readonly Entity[];
  readonly books: readonly Book[];
  /** By depth of reference, shallow first. */
  readonly segmentations: readonly Segmentation[];
  /** One an entity at most. */
  readonly metrics: readonly Metrics[];
  readonly place: Place;
  /** SHA-256 over all definitions. */
  readonly hash: string;
  readonly texts: readonly DefinitionText[];
}

/** A file as it was read, kept with every snapshot made from it. */
export interface DefinitionText {
  readonly path: string;
  readonly text: string;
  readonly hash: string;
}

export type SourceColumnType = ValueType;

export interface SourceColumn {
  readonly name: string;
  /** Header of the column in the file; the name unless given. */
  readonly header: string;
  readonly type: ValueType;
  /** Row is quarantined when this is missing. */
  readonly required: boolean;
  readonly place: Place;
}

export type DateOrder = 'YMD' | 'DMY' | 'MDY';

export type SourceOrigin =
  | {
      readonly kind: 'csv';
      readonly path: string;
      readonly separator: string;
      readonly encoding: 'utf-8' | 'utf-16' | 'latin-1';
      readonly quote: string;
      readonly decimalMark: '.' | ',';
      readonly dateOrder: DateOrder;
      /** Texts read as missing besides the empty one. */
      readonly missing: readonly string[];
    }
  | { readonly kind: 'parquet'; readonly path: string }
  | { readonly kind: 'jsonl'; readonly path: string }
  /** A table the engine already has, `schema.name`. */
  | { readonly kind: 'table'; readonly table: string }
  /** A select in the engine's own words; only a file under git may hold one. */
  | { readonly kind: 'query'; readonly query: Readonly<Partial<Record<DialectName, string>>> }
  | {
      readonly kind: 'postgres';
      /** Name of the environment variable that holds the URL; the URL itself is never written down. */
      readonly connection: string;
      readonly rows:
        | { readonly kind: 'table'; readonly table: string }
        | { readonly kind: 'query'; readonly query: string };
    };

/**
 * A slowly changing source: each row is one version of what `key` names, true from a day on until the day before
 * `to`; without a `to` it is true still.
 */
export interface Versions {
  readonly key: readonly SourceColumn[];
  readonly from: SourceColumn;
  readonly to: SourceColumn;
}

/** When the rows of a source happened, and when they were known. */
export interface EventTimes {
  /** A date or a timestamp; of a timestamp the day in the source's zone counts. */
  readonly date: SourceColumn;
  /** When a row was loaded; null where nothing says so. */
  readonly knownFrom: SourceColumn | null;
  /** The days it has everything of, as stated; null ends are taken from the data. */
  readonly covers: { readonly from: CalendarDate | null; readonly to: CalendarDate | null };
  /** The columns that name an event, as `key` says; of several rows of one the last known counts. */
  readonly identity: readonly SourceColumn[];
}

export interface Source extends Head {
  readonly origin: SourceOrigin;
  readonly columns: readonly SourceColumn[];
  /** Columns that tell rows apart; a repeated key is quarantined but for its first row. */
  readonly key: readonly SourceColumn[];
  /** The day the data stands for, where the data itself has no dates. */
  readonly asOf: CalendarDate | null;
  /** `every`: a customer without rows had none (zero); `seen`: it was not tracked (missing). */
  readonly population: 'every' | 'seen';
  /** Naive timestamps are in this zone; the project's unless given. */
  readonly timeZone: string;
  /** Null where rows say nothing of when they were true. Else `key` tells versions apart, by their first day. */
  readonly versions: Versions | null;
  /** Null where rows have no date of their own. With `knownFrom`, that column is part of the key. */
  readonly events: EventTimes | null;
}

/** What a rule asks of the rows of its source; shares are 0..1. */
export type QualityDemand =
  /** A condition over one row. A row it is unknown of is not judged. */
  | { readonly kind: 'holds'; readonly condition: Expression; readonly broken: string }
  | { readonly kind: 'unique'; readonly columns: readonly SourceColumn[] }
  /** The newest day, not after the as-of date, is at most so many days before it. */
  | { readonly kind: 'fresh-within'; readonly column: SourceColumn; readonly days: number }
  /** As many rows as the last published run loaded, give or take a share of them. */
  | { readonly kind: 'rows-within'; readonly share: number }
  /** Every value is one of `to`, a column of another source. */
  | {
      readonly kind: 'refers-to';
      readonly column: SourceColumn;
      readonly source: Source;
      readonly to: SourceColumn;
    }
  /** The other source says the same of the same key, where both say something. */
  | {
      readonly kind: 'agrees-with';
      readonly column: SourceColumn;
      readonly by: SourceColumn;
      readonly source: Source;
      readonly key: SourceColumn;
      readonly value: SourceColumn;
    };

/** A data-quality rule of a source. */
export interface QualityRule {
  readonly source: Source;
  /** The key it is written under, `not_null`. */
  readonly name: string;
  readonly demand: QualityDemand;
  /** `stop`: a run that breaks it publishes nothing. */
  readonly level: 'warn' | 'stop';
  /** Share of the rows judged that may break it; 0 unless given. */
  readonly tolerated: number;
  readonly place: Place;
}

export interface Entity extends Head {
  readonly source: Source;
  /** The source column that names a customer. */
  readonly key: SourceColumn;
  readonly belongsTo: { readonly entity: Entity; readonly column: SourceColumn } | null;
  /** True of a customer as of the date; absent means every row is one. */
  readonly activeWhen: Written | null;
  /** True of a former customer; the rest are prospects. */
  readonly formerWhen: Written | null;
  /** The attribute money is summed over, or null. */
  readonly money: Attribute | null;
  /** Every attribute after those it is made of. */
  readonly attributes: readonly Attribute[];
}

export type AttributeOrigin =
  | {
      readonly kind: 'column';
      readonly source: Source;
      readonly column: SourceColumn;
      readonly by: SourceColumn;
    }
  | { readonly kind: 'expression'; readonly value: Written }
  | AggregateOrigin
  | RollupOrigin
  | {
      readonly kind: 'book';
      readonly book: Book;
      readonly measure: BookMeasure;
      /** Days before the as-of date, 0 for the date itself. */
      readonly daysAgo: number;
      /** For a change: days before that which it is counted from. */
      readonly overDays: number;
    }
  | { readonly kind: 'rank'; readonly ranking: Ranking }
  | {
      readonly kind: 'score';
      readonly parts: readonly ScorePart[];
      /** Share of known weight below which there is no score, as digits. */
      readonly known: string;
    };

/** How long the period is that an amount is for. */
export type BookPeriod =
  | { readonly kind: 'fixed'; readonly months: number }
  /** A word that is not among these makes the amount unknown. */
  | {
      readonly kind: 'column';
      readonly column: SourceColumn;
      readonly months: readonly (readonly [word: string, months: number])[];
    };

/** What one unit of a currency is worth in the project's, from a day on until the next one. */
export interface BookRates {
  readonly source: Source;
  readonly currency: SourceColumn;
  readonly date: SourceColumn;
  readonly rate: SourceColumn;
}

/** A subscription book: a line runs from `starts` up to but without `ends`, for ever where that is missing. */
export interface Book extends Head {
  readonly entity: string;
  readonly source: Source;
  readonly by: SourceColumn;
  readonly starts: SourceColumn;
  readonly ends: SourceColumn;
  readonly amount: SourceColumn;
  readonly period: BookPeriod;
  /** Over the source's columns; a line it is true of is no revenue and makes nobody a customer. */
  readonly trial: Written | null;
  readonly currency: SourceColumn | null;
  readonly projectCurrency: string;
  readonly rates: BookRates | null;
  readonly plan: SourceColumn | null;
  readonly seats: SourceColumn | null;
}

export type BookMeasure =
  | 'mrr'
  | 'arr'
  | 'active_subscriptions'
  | 'tenure_days'
  | 'first_start'
  | 'last_end'
  | 'renews_in_days'
  | 'mrr_change';

/** A place among others, counted from the value that comes first in `order`. */
export interface Ranking {
  readonly of: Expression;
  readonly order: 'desc' | 'asc';
  /** `rank`: from 1. `percentile`: 0..100, the share of the base before it. `top_share`: 0..1, rank over base. */
  readonly as: 'rank' | 'percentile' | 'top_share';
  readonly ties: 'min' | 'max' | 'mean';
  /** Ranked among those with the same value of it; those without one are a group too. */
  readonly within: Expression | null;
  /** Who is ranked; null means everybody. The others have no rank and do not count. */
  readonly base: Expression | null;
}

/** A part of a score: `value` is 0..1, exact to six digits, or missing. */
export interface ScorePart {
  readonly id: string;
  readonly title: string;
  /** Its column in the wide table. */
  readonly column: string;
  /** Digits of a positive number; parts are weighed by their share of the sum. */
  readonly weight: string;
  readonly value: Expression;
  /** What it is made of, as written. */
  readonly text: string;
  readonly missing: 'zero' | 'leave_out' | 'unknown';
}

/** Many rows of a source as one value; which keys are set is the function's affair. */
export interface AggregateOrigin {
  readonly kind: 'aggregate';
  readonly source: Source;
  /** The source column that names the customer, or one of `through`. */
  readonly by: SourceColumn;
  readonly through: Through | null;
  readonly function: EventFunctionName;
  readonly operand: Written | null;
  readonly where: Written | null;
  readonly part: Written | null;
  readonly steps: readonly Written[];
  /** How many different values there are; null means as many as anybody has. */
  readonly total: number | null;
  readonly per: 'day' | 'week';
  readonly window: Window | null;
}

/** Attributes of those who belong to a customer, as one value of the customer. */
export interface RollupOrigin {
  readonly kind: 'rollup';
  /** The entity whose members are rolled up, and its list. */
  readonly members: string;
  readonly source: Source;
  readonly function: EventFunctionName;
  /** Over the members' attributes, as are the conditions. */
  readonly operand: Written | null;
  readonly where: Written | null;
  readonly part: Written | null;
}

/** Rows name members of another list, each of which belongs to a customer. */
export interface Through {
  readonly entity: string;
  readonly source: Source;
  readonly key: SourceColumn;
  /** The column of the list that names the customer. */
  readonly owner: SourceColumn;
}

export interface Attribute extends Head {
  readonly entity: string;
  readonly type: ValueType;
  readonly unit: string | null;
  readonly basis: Basis;
  /** Shown masked and left out of exports. */
  readonly sensitive: boolean;
  /** `fixed`: true on every day; `as-loaded`: true on the source's day only, missing for a day before it. */
  readonly history: 'fixed' | 'as-loaded';
  /** `churned`: true says the customer has left; compared with the entity's own definition. */
  readonly means: 'churned' | null;
  readonly origin: AttributeOrigin;
}

export interface SegmentDefinition extends Segment {
  /** The range a text gives for it ("20–499 employees"), as data; judged by the linter, never used to place. */
  readonly stated: StatedRange | null;
}

/** Null ends are open. */
export interface StatedRange {
  readonly text: string;
  readonly from: number | null;
  readonly fromInclusive: boolean;
  readonly to: number | null;
  readonly toInclusive: boolean;
  readonly place: Place;
}

export interface Segmentation extends Head {
  readonly entity: Entity;
  readonly method: MethodId;
  readonly segments: readonly SegmentDefinition[];
  readonly fallback: SegmentDefinition;
  /** In order; the first that is true places the customer. Unknown of everybody while something is to be learned. */
  readonly rules: readonly Rule[];
  /** A number each placement carries, or null. */
  readonly score: Expression | null;
  /** How like each customer is to the segments, where rules ask for that and it has been learned. */
  readonly likeness: Likeness | null;
  /** Margin below which a customer is at the boundary; null for the project's own limit. */
  readonly boundaryMargin: number | null;
  /** What rules and score wait for; null where the definition says all. */
  readonly learning: AnyLearning | null;
  /** The cells its segments share out, where its method has any. */
  readonly grid: Grid | null;
  /** Keeps customers where they are until it is clear that they have moved; null: every run places by the rules alone. */
  readonly hysteresis: Hysteresis | null;
  /** Who is placed by hand, and when; no part of the hash, since it is a step of its own in the ledger. */
  readonly overrides: readonly Override[];
  /** Segmentations its conditions refer to. */
  readonly uses: readonly Segmentation[];
  /** 0 when it uses none, else one more than the deepest it uses. */
  readonly depth: number;
}

/**
 * Customers move on days of the grid only, and then only from a segment they have been in for `dwell` days and whose exit
 * edge no longer keeps them.
 */
export interface Hysteresis {
  readonly grid: DayGrid;
  /** Calendar days, 0 or more. */
  readonly dwell: number;
  /** At most one a segment. */
  readonly stays: readonly Stay[];
  readonly place: Place;
}

/** Customers placed by hand from a day until another, both included. */
export interface Override extends Head {
  readonly owner: string;
  readonly segmentation: string;
  readonly customers: readonly string[];
  readonly segment: string;
  readonly reason: string;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

/** Rows that each name a customer, or a member of an entity that belongs to one. */
export interface CustomerRows {
  readonly source: Source;
  readonly by: SourceColumn;
  readonly through: Through | null;
}

/** Answers from 0 to 10; the latest of each respondent counts, of each customer where nobody is named. */
export interface NpsSource extends CustomerRows {
  readonly respondent: SourceColumn | null;
  readonly date: SourceColumn;
  readonly score: SourceColumn;
}

export interface RevenueSource extends CustomerRows {
  readonly date: SourceColumn;
  readonly amount: SourceColumn;
}

export interface DealsSource extends CustomerRows {
  readonly opened: SourceColumn;
  readonly closed: SourceColumn;
  readonly amount: SourceColumn;
  readonly won: Written;
  readonly lost: Written;
}

/** Money spent to win customers; `by` leads from it to them. */
export interface SpendSource {
  readonly source: Source;
  readonly date: SourceColumn;
  readonly amount: SourceColumn;
  readonly by: { readonly column: SourceColumn; readonly attribute: Attribute } | null;
}

/** Where the metrics of an entity come from. What is null is not there, and metrics that need it say so. */
export interface Metrics extends Head {
  readonly entity: string;
  /** Ends with the as-of day; default twelve months. */
  readonly period: Stretch;
  /** How old a snapshot may be when the period begins; default seven days. */
  readonly startWithin: Stretch;
  /** Digits, 0..1. */
  readonly margin: string | null;
  readonly book: Book | null;
  readonly nps: NpsSource | null;
  readonly revenue: RevenueSource | null;
  readonly deals: DealsSource | null;
  readonly spend: SpendSource | null;
}
