import { aggregate, column, compare, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import { MONEY } from '../tables/state-table.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** Customers of the day who are in one segment by one placement and in one by another, and their money. */
export interface SegmentPair {
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  /** Exact digits; null where nobody's is known. */
  readonly money: string | null;
}

/**
 * One row a pair of segments. `from` has a row for everybody with the columns `customer`, `segment`, `status` and
 * `money`; `to` the first two.
 */
export function segmentPairsRelation(from: Relation, to: Relation): Relation {
  const joined: Relation = {
    kind: 'left-join',
    from,
    joins: [
      {
        relation: to,
        on: [{ left: 'customer', right: 'customer' }],
        take: [{ column: 'segment', as: 'other' }],
      },
    ],
  };
  const [segment, other] = [column('segment', TEXT), column('other', TEXT)];
  return select(
    joined,
    [
      { name: 'from', expression: segment },
      { name: 'to', expression: other },
      { name: 'customers', expression: aggregate('count', null, INTEGER) },
      { name: 'money', expression: aggregate('sum', column('money', MONEY), MONEY) },
    ],
    { where: compare(column('status', TEXT), '=', text('customer')), groupBy: [segment, other] },
  );
}

/** In no order; whoever tells them has one. */
export function readSegmentPairs(rows: readonly MeasuredRow[]): readonly SegmentPair[] {
  return rows.map((row) => ({
    from: String(row['from']),
    to: String(row['to']),
    customers: Number(row['customers']),
    money: row['money'] === null || row['money'] === undefined ? null : String(row['money']),
  }));
}
