import type { z } from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import type { Hashable } from '../base/stable-hash.ts';
import type { Reading, TextOrigin, Written } from '../sql/condition.ts';
import type { Expression, NamedExpression } from '../sql/expression.ts';
import type { Place } from '../base/place.ts';
import type { Relation } from '../sql/relation.ts';
import type { LikenessModel } from './cluster/likeness-model.ts';

export type MethodId = 'rules' | 'bands' | 'rfm' | 'hybrid' | 'cluster';

/** A named group, or the fallback; `was` lists ids it had before. */
export interface Segment {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly was: readonly string[];
  readonly place: Place;
}

/** A segment as a method sees it: the shared head and the method's own keys, validated by `segmentSchema`. */
export interface SegmentOptions<Own> {
  readonly segment: Segment;
  readonly own: Own;
  /** Path of the segment in its document, for places. */
  readonly path: readonly (string | number)[];
}

/** What a method may ask while it reads a definition. */
export interface MethodScope {
  /** Reads a written condition at a path of the document. */
  condition(path: readonly (string | number)[], text: string): Reading;
  /** Reads a written value of an ordered type. */
  value(path: readonly (string | number)[], text: string): Reading;
  /** Segments of another segmentation, its fallback last; null where conditions may not ask for it. */
  segmentsOf(id: string): readonly string[] | null;
  originOf(path: readonly (string | number)[], text: string): TextOrigin;
  placeOf(path: readonly (string | number)[]): Place;
}

/** A rule as every method ends in: this condition, if true, places a customer in this segment. */
export interface Rule {
  readonly segment: string;
  readonly when: Expression;
  /** The text it was written in, or null where the method made it. */
  readonly written: Written | null;
  readonly place: Place;
}

/** The exit edge of a segment: whoever is in it stays while this is true. Unknown holds nobody. */
export interface Stay {
  readonly segment: string;
  readonly when: Expression;
  readonly written: Written;
  readonly place: Place;
}

/**
 * An axis: an ordered expression that rules compare with constants, and its cuts in ascending order.
 * A cut `before` c lies between the values below c and c itself; `after` c lies above c.
 */
export interface Axis {
  readonly expression: Expression;
  /** Columns of the ranks stratum: how many non-missing values are below, and below or equal. */
  readonly below: string;
  readonly upto: string;
  readonly cuts: readonly Cut[];
}

export interface Cut {
  readonly constant: Expression;
  readonly side: 'before' | 'after';
}

/** Counts of an axis over all placed customers: non-missing values, and values left of each cut. */
export interface AxisCounts {
  readonly known: number;
  readonly leftOf: readonly number[];
}

/** What every method compiles to: nested selects and the columns to keep of the last one. */
export interface Placement {
  readonly layers: readonly (readonly NamedExpression[])[];
  /** Segment id, never missing: the fallback takes who is left. */
  readonly segment: Expression;
  readonly score: Expression;
  /** 0..1, or missing where no distance can be told. */
  readonly margin: Expression;
  readonly reason: Expression;
  /** What a likeness tells of a customer beside its segment, as columns of the table `resemblances`; else nothing. */
  readonly beside: readonly NamedExpression[];
  /** Where the rules alone have not the last word: what they say. */
  readonly plain?: Expression;
  /** Of a segmentation with hysteresis: where it holds the customer, no hand counted, and since when. */
  readonly hold?: { readonly segment: Expression; readonly entered: Expression };
}

/**
 * Why a customer is where it is. `lacks_data`: in the fallback, and at least one rule was unknown; `held`: it was there and stays,
 * though the rules say otherwise.
 */
export type Reason = 'matched' | 'matched_after_unknown' | 'no_match' | 'lacks_data' | 'held' | 'overridden';

/**
 * A way to place customers. `segmentSchema` and `optionsSchema` are the method's own keys in YAML;
 * `read` turns them into an ordered list of rules, which is what every method ends in.
 */
export interface Method<Own extends object, Options extends object> {
  readonly id: MethodId;
  readonly title: string;
  /** Which text or paper says so. */
  readonly source: string;
  readonly summary: string;
  readonly segmentSchema: z.ZodObject & z.ZodType<Own>;
  readonly optionsSchema: z.ZodObject & z.ZodType<Options>;
  read(segments: readonly SegmentOptions<Own>[], options: Options, scope: MethodScope): MethodReading;
}

export interface MethodReading extends Ruling {
  readonly findings: readonly Finding[];
  /** What has to be learned before anybody can be placed; until then every rule is unknown of everybody. */
  readonly learning?: AnyLearning;
  /** Where segments share out the cells of a grid. */
  readonly grid?: Grid;
  /** Margin below which a customer is at the boundary, where that is not the project's own limit. */
  readonly boundaryMargin?: number;
  /** Exit edges that a method makes of its own keys; those a segment writes itself come before them. */
  readonly stays?: readonly Stay[];
}

/** What a method ends in. */
export interface Ruling {
  readonly rules: readonly Rule[];
  /** A number that placements carry; missing where the customer's data is. */
  readonly score?: Expression;
  /** Where rules ask which segment a customer is most like. */
  readonly likeness?: Likeness;
}

/**
 * How like a customer is to each segment, by what was learned: columns calculated before the rules, which read them, and
 * what is told of every customer beside its segment. Similarities are 0..1 and sum to 1; nothing is ever missing.
 */
export interface Likeness {
  readonly layers: readonly (readonly NamedExpression[])[];
  /** Similarity to the segment minus that to the runner-up, in place of a margin by ranks. */
  readonly margin: Expression;
  /** To the segment the customer is in. */
  readonly similarity: Expression;
  readonly similarities: readonly { readonly segment: string; readonly expression: Expression }[];
  /** Id of the next best segment. */
  readonly runnerUp: Expression;
  /** Share of the customers learned from that fitted no better, 0..100: near 0 is unlike every segment. */
  readonly fitPercentile: Expression;
  /** The same as a number: how far it is from what is expected of as many values, in standard deviations. */
  readonly fit: Expression;
  /** How many of the values compared the customer has. */
  readonly present: Expression;
  /** The same in process. */
  readonly model: LikenessModel;
}

/** Cells by name, and who claims which (positions in `cells`), in the order that decides between two claims. */
export interface Grid {
  readonly cells: readonly string[];
  readonly claims: readonly {
    readonly segment: string;
    readonly cells: ReadonlySet<number>;
    readonly place: Place;
  }[];
}

/** A row as an engine gives it: decimals and long integers are their digits. */
export type LearningRow = Readonly<Record<string, string | number | boolean | null>>;

/**
 * What a method learns from the customers of a day, in three types that never change into each other: `options`
 * are written by people, `Parameters` are learned and kept as JSON in a fit, a {@link Ruling} places.
 */
export interface Learning<Parameters> {
  /** What decides the parameters beside the data; a fit learned under others is not used. */
  readonly options: Hashable;
  readonly refit: Refit;
  /** Values it learns from; their attributes are the basis of a fit. */
  readonly basis: readonly Expression[];
  /** Those of them whose ranks give margins. */
  readonly ranked: readonly Expression[];
  readonly parametersSchema: z.ZodType<Parameters>;
  /** The rows it needs, over one row a customer of the day with every attribute; `key` tells customers apart. */
  rows(customers: Relation, key: Expression): Relation;
  /** Null parameters: there is nothing to learn from. `previous` is what was learned before, if anything. */
  learn(
    rows: readonly LearningRow[],
    previous: Parameters | null,
  ): {
    readonly parameters: Parameters | null;
    readonly customers: number;
  };
  rulesOf(parameters: Parameters): Ruling;
}

/**
 * When to learn anew. `when-changed`: only when options or basis have changed; `always`: at every run; dates: on
 * the first run on or after each of them. A fit is never used for a day before it was learned.
 */
export type Refit = 'when-changed' | 'always' | { readonly on: readonly string[] };

/** What a method learned on a day, and from what. Equal hashes mean equal parameters, whenever they were learned. */
export interface Fit {
  readonly fitHash: string;
  readonly segmentation: string;
  readonly method: string;
  readonly learnedAsOf: CalendarDate;
  /** Over the definitions of the attributes it was learned from, and of who is a customer. */
  readonly basisHash: string;
  /** Over what decides the parameters beside the data. */
  readonly optionsHash: string;
  readonly parameters: Hashable;
}

/** A learning whose parameters are JSON to everybody else. */
export type AnyLearning = Omit<Learning<Hashable>, 'parametersSchema'>;

/** Forgets the type of the parameters: what is read back from a fit is validated first. */
export function defineLearning<Parameters extends Hashable>({
  parametersSchema,
  ...learning
}: Learning<Parameters>): AnyLearning {
  return {
    ...learning,
    learn: (rows, previous) => learning.learn(rows, parametersSchema.safeParse(previous).data ?? null),
    rulesOf: (parameters) => learning.rulesOf(parametersSchema.parse(parameters)),
  };
}

/** A method whose own types are closed over: it validates what it is given before it reads. */
export type AnyMethod = Omit<Method<object, object>, 'read'> & {
  read(segments: readonly SegmentOptions<unknown>[], options: unknown, scope: MethodScope): MethodReading;
};

/** Ties a method's schemas to its `read`; the only place where the types of a method's own keys are forgotten. */
export function defineMethod<Own extends object, Options extends object>(
  method: Method<Own, Options>,
): AnyMethod {
  return {
    ...method,
    read: (segments, options, scope) =>
      method.read(
        segments.map((one) => ({ ...one, own: method.segmentSchema.parse(one.own) })),
        method.optionsSchema.parse(options),
        scope,
      ),
  };
}
