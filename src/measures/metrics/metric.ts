import type { Figures, FiguresFound, Need } from '../figures/figures.ts';
import type { Interval } from '../figures/interval.ts';
import { isAbsent } from '../figures/figures.ts';

/**
 * What a number counts. Money is in the project's currency; a share is 0..1 (a rate of growth may pass 1), points are
 * -100..100.
 */
export type MetricUnit =
  | 'customers'
  | 'share'
  | 'money'
  | 'money a month'
  | 'money a year'
  | 'points'
  | 'days'
  | 'months';

/** How the interval of an estimate is made, 95 % always; null where the number is a count of everybody, no estimate. */
export type IntervalKind = 'wilson' | 't' | 'order statistics' | 'derived' | null;

/** What is told of one metric of one segment, or of all: a number, that there are too few, or why there is none. */
export type MetricResult =
  | {
      readonly kind: 'value';
      /** Digits: of money and counts exact, else the fewest that give back the double. */
      readonly value: string;
      /** How many the number rests on; the head says of what. */
      readonly base: number;
      /** 95 %; null where the number is no estimate. */
      readonly interval: Interval | null;
    }
  /** The base is below the project's `limits.minimumCount`. */
  | { readonly kind: 'too-few'; readonly base: number; readonly minimum: number }
  /** The data it needs is not there; a sentence says which. */
  | { readonly kind: 'absent'; readonly reason: string };

/** A metric as data: what it is called, how it is defined, and what its base counts. */
export interface MetricHead {
  readonly id: string;
  readonly title: string;
  readonly unit: MetricUnit;
  /** One sentence. */
  readonly definition: string;
  /** What the base counts, in words: `customers at the start`. */
  readonly base: string;
  readonly interval: IntervalKind;
  /** The text that defines it. */
  readonly source: string;
}

/** What the project says beside the data. */
export interface Terms {
  /** Below this base nothing is said. */
  readonly minimum: number;
}

/** A metric: its head, which figures it is made of, and how. */
export interface Metric extends MetricHead {
  readonly needs: readonly Need[];
  tell(found: FiguresFound, terms: Terms): MetricResult;
}

/** Ties a metric to the figures it needs: where one of them is absent, so is the metric, for the same reason. */
export function defineMetric<const Needs extends Need>(
  metric: MetricHead & {
    readonly needs: readonly Needs[];
    tell(figures: Pick<Figures, Needs>, terms: Terms): MetricResult;
  },
): Metric {
  return {
    ...metric,
    tell(found, terms) {
      for (const need of metric.needs) {
        const figure = found[need];
        if (isAbsent(figure)) return { kind: 'absent', reason: figure.reason };
      }
      return metric.tell(found as Figures, terms);
    },
  };
}
