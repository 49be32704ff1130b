import type { Segmentation } from '../definitions/project.ts';
import { aggregate, and, column, compare, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { BOOLEAN, INTEGER, TEXT } from '../sql/value-type.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** How clearly a likeness places those who are customers on the day. */
export interface LikenessCounts {
  readonly segmentation: Segmentation;
  /** Margin below which a customer is at a boundary. */
  readonly boundaryMargin: number;
  readonly active: number;
  /** Below the first percentile of fit: 1 % of those learned from were. */
  readonly poorFit: number;
  readonly boundary: number;
  /** In the order of the file. */
  readonly segments: readonly SegmentLikeness[];
}

export interface SegmentLikeness {
  readonly segment: string;
  readonly active: number;
  readonly poorFit: number;
  readonly boundary: number;
  /** Customers at a boundary, by the segment they are next most like; the most first. */
  readonly towards: readonly { readonly segment: string; readonly customers: number }[];
}

/** One row a segment and runner-up, over the rows of `resemblingCustomers` (plan/resembling-customers.ts). */
export function likenessCountsRelation(resembling: Relation): Relation {
  const isActive = compare(column('status', TEXT), '=', text('customer'));
  const [segment, runnerUp] = [column('segment', TEXT), column('runner_up', TEXT)];
  const count = (name: string) => aggregate('count', null, INTEGER, and([isActive, column(name, BOOLEAN)]));
  return select(
    resembling,
    [
      { name: 'segment', expression: segment },
      { name: 'runner_up', expression: runnerUp },
      { name: 'active', expression: aggregate('count', null, INTEGER, isActive) },
      { name: 'boundary', expression: count('boundary') },
      { name: 'poor_fit', expression: count('poor_fit') },
    ],
    { groupBy: [segment, runnerUp] },
  );
}

export function readLikenessCounts(
  segmentation: Segmentation,
  boundaryMargin: number,
  rows: readonly MeasuredRow[],
): LikenessCounts {
  const total = (of: readonly MeasuredRow[], name: string) =>
    of.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
  return {
    segmentation,
    boundaryMargin,
    active: total(rows, 'active'),
    poorFit: total(rows, 'poor_fit'),
    boundary: total(rows, 'boundary'),
    segments: segmentation.segments.map(({ id }) => {
      const own = rows.filter((row) => row['segment'] === id);
      return {
        segment: id,
        active: total(own, 'active'),
        poorFit: total(own, 'poor_fit'),
        boundary: total(own, 'boundary'),
        towards: own
          .map((row) => ({ segment: String(row['runner_up']), customers: Number(row['boundary']) }))
          .filter(({ customers }) => customers > 0)
          .toSorted((a, b) => b.customers - a.customers),
      };
    }),
  };
}
