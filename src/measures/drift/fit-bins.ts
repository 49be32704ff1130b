import { aggregate, and, column, compare, double, text } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { DOUBLE, INTEGER, TEXT } from '../../sql/value-type.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { DriftBin } from './drift.ts';

/** Lower edges of the tenths of the fit percentile; the last one takes 100 in. */
const EDGES = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90] as const;

/** How well customers fitted where groups were learned: 101 quantiles, the least first, over so many of them. */
export interface LearnedFit {
  readonly fitQuantiles: readonly number[];
  readonly rows: number;
}

/** One row over the rows of `resemblingCustomers` (plan/resembling-customers.ts): customers of the day at or above each edge. */
export function fitBinsRelation(resembling: Relation): Relation {
  const isCustomer = compare(column('status', TEXT), '=', text('customer'));
  const percentile = column('fit_percentile', DOUBLE);
  return select(
    resembling,
    EDGES.map((edge) => ({
      name: `from_${edge}`,
      expression: aggregate(
        'count',
        null,
        INTEGER,
        and([isCustomer, compare(percentile, '>=', double(edge))]),
      ),
    })),
  );
}

/** Reads the row of {@link fitBinsRelation} beside those learned from, tenth by tenth. */
export function readFitBins(row: MeasuredRow, learned: LearnedFit): readonly DriftBin[] {
  const from = (at: number) => Number(row[`from_${EDGES[at] ?? 'none'}`] ?? 0);
  const before = learnedTenths(learned);
  return EDGES.map((edge, at) => ({
    label: labelOf(edge, EDGES[at + 1]),
    before: before[at] ?? 0,
    after: from(at) - from(at + 1),
  }));
}

function labelOf(edge: number, next: number | undefined): string {
  if (next === undefined) return `fit percentile ${edge} and more`;
  return edge === 0 ? `fit percentile under ${next}` : `fit percentile ${edge} up to ${next}`;
}

/**
 * Customers learned from by the tenth their percentile is in, as placements count it: quantiles that do not exceed a fit.
 * Where equal fits make a run of quantiles, all of them are above its last; to about a hundredth, which is what quantiles know.
 */
function learnedTenths({ fitQuantiles, rows }: LearnedFit): readonly number[] {
  const hundredths = EDGES.map(() => 0);
  const atMost = fitQuantiles.slice(1);
  for (const [at, quantile] of atMost.entries()) {
    const percentile = quantile === fitQuantiles[at] ? atMost.lastIndexOf(quantile) + 1 : at;
    hundredths[Math.min(EDGES.length - 1, Math.floor(percentile / 10))]! += 1;
  }
  const customersUpTo = (count: number) => Math.round((count * rows) / Math.max(1, atMost.length));
  let below = 0;
  return hundredths.map((count) => {
    const customers = customersUpTo(below + count) - customersUpTo(below);
    below += count;
    return customers;
  });
}
