import type { Likeness } from '../methods/method.ts';
import { POOR_FIT_PERCENTILE } from '../numeric/cluster/place-rows.ts';
import type { ShareInterval } from '../numeric/wilson.ts';
import { wilson } from '../numeric/wilson.ts';
import { aggregate, and, column, compare, double, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { DOUBLE, INTEGER, TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** How well customers of the day fit what was learned earlier, against those it was learned from. */
export interface FitDrift {
  readonly customers: number;
  /** Share that fits worse than all but the worst hundredth of those learned from; null below the minimum count. */
  readonly poorFit: ShareInterval | null;
  /** That share when it was learned, by its definition. */
  readonly poorFitThen: number;
  /** Mean standardised fit now and then, in standard deviations; below 0 is worse than expected. */
  readonly meanFit: number | null;
  readonly meanFitThen: number;
}

/** One row over everybody placed by a likeness: customers, those who fit poorly, and the mean fit. */
export function fitDriftRelation(placed: Relation, { fit, fitPercentile }: Likeness): Relation {
  const isCustomer = compare(column(FACTS.status, TEXT), '=', text('customer'));
  const told = select(placed, [
    { name: FACTS.status, expression: column(FACTS.status, TEXT) },
    { name: 'fit', expression: fit },
    { name: 'percentile', expression: fitPercentile },
  ]);
  const isPoor = compare(column('percentile', DOUBLE), '<', double(POOR_FIT_PERCENTILE));
  return select(told, [
    { name: 'customers', expression: aggregate('count', null, INTEGER, isCustomer) },
    { name: 'poor', expression: aggregate('count', null, INTEGER, and([isCustomer, isPoor])) },
    { name: 'mean', expression: aggregate('mean', column('fit', DOUBLE), DOUBLE, isCustomer) },
  ]);
}

/** `meanFitThen` is the mean over the rows learned from. */
export function readFitDrift(row: MeasuredRow, meanFitThen: number, minimumCount: number): FitDrift {
  const customers = Number(row['customers'] ?? 0);
  const isEnough = customers >= Math.max(1, minimumCount);
  return {
    customers,
    poorFit: isEnough ? wilson(Number(row['poor'] ?? 0), customers) : null,
    poorFitThen: POOR_FIT_PERCENTILE / 100,
    meanFit: isEnough && typeof row['mean'] === 'number' ? row['mean'] : null,
    meanFitThen,
  };
}
