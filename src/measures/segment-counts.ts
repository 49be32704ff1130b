import type { Segmentation } from '../definitions/project.ts';
import { plus } from './money-digits.ts';

/** Cells of one row as an engine returns them: integers as numbers, decimals as their digits. */
export type MeasuredRow = Readonly<Record<string, string | number | boolean | null>>;

/** Size of a segment as of a date. `money` is the exact sum over active customers, null where nothing is known. */
export interface SegmentCount {
  readonly segment: string;
  readonly title: string;
  /** From 0 in the order of the file; the fallback comes last. */
  readonly ordinal: number;
  readonly isFallback: boolean;
  /** Everybody placed here: active, former and prospects. */
  readonly customers: number;
  /** Those who are customers on the date: the base of shares. */
  readonly active: number;
  readonly money: string | null;
  /** Active customers whose margin is below the project's limit. */
  readonly boundary: number;
}

/** A rule over everybody placed. `alone` = `trueCount`: what it would take if it came first. */
export interface RuleCount {
  readonly ordinal: number;
  readonly segment: string;
  readonly trueCount: number;
  readonly falseCount: number;
  readonly unknownCount: number;
  readonly takenCount: number;
  /** Customers it is true of that an earlier rule took, by that rule's segment. */
  readonly swallowed: readonly { readonly by: string; readonly customers: number }[];
}

/** What one scan of a placed segmentation tells. */
export interface SegmentationCounts {
  readonly segmentation: Segmentation;
  readonly customers: number;
  readonly active: number;
  readonly segments: readonly SegmentCount[];
  readonly rules: readonly RuleCount[];
}

/**
 * Reads the rows of `countsRelation` (plan/placement-counts.ts): one a segment that has customers, or one a segment and what the rules
 * alone say, `plain`. Whom a rule took is told by the rules alone: a hand or hysteresis is no rule.
 */
export function segmentationCounts(
  segmentation: Segmentation,
  rows: readonly MeasuredRow[],
): SegmentationCounts {
  const sumOf = (own: readonly MeasuredRow[], name: string) =>
    own.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
  const placedIn = (segment: string) => rows.filter((row) => row['segment'] === segment);
  const ruledTo = (segment: string) => rows.filter((row) => (row['plain'] ?? row['segment']) === segment);
  const count = (segment: string, name: string) => sumOf(placedIn(segment), name);
  const total = (name: string) => sumOf(rows, name);
  const all = [...segmentation.segments, segmentation.fallback];
  const customers = total('customers');
  return {
    segmentation,
    customers,
    active: total('active'),
    segments: all.map(({ id, title }, ordinal) => ({
      segment: id,
      title,
      ordinal,
      isFallback: ordinal === all.length - 1,
      customers: count(id, 'customers'),
      active: count(id, 'active'),
      money: moneyOf(placedIn(id)),
      boundary: count(id, 'boundary'),
    })),
    rules: segmentation.rules.map((rule, ordinal) => {
      const trueCount = total(`true__${ordinal}`);
      const unknownCount = total(`unknown__${ordinal}`);
      return {
        ordinal,
        segment: rule.segment,
        trueCount,
        unknownCount,
        falseCount: customers - trueCount - unknownCount,
        takenCount: sumOf(ruledTo(rule.segment), `true__${ordinal}`),
        swallowed: all
          .map(({ id }) => ({ by: id, customers: sumOf(ruledTo(id), `true__${ordinal}`) }))
          .filter(({ by, customers: taken }) => by !== rule.segment && taken > 0),
      };
    }),
  };
}

/** The exact sum of what is known; null where nothing is. */
function moneyOf(rows: readonly MeasuredRow[]): string | null {
  const known = rows.flatMap(({ money }) => (money === null || money === undefined ? [] : [String(money)]));
  return known.length <= 1 ? (known[0] ?? null) : plus(known);
}
