import type { SpendSource } from '../../definitions/project.ts';
import { dateBefore } from '../../plan/book-lines.ts';
import type { PlanContext } from '../../plan/context.ts';
import { dayOf, eventRows } from '../../plan/events/rows.ts';
import { addExact, divideExact, multiplyExact } from '../../sql/exact-number.ts';
import { aggregate, and, asOf, column, compare } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { MONEY } from '../../tables/state-table.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Acquisition } from './figures.ts';
import { ZERO, rowsOfSegment, totalCount, totalSum } from './tallies.ts';

/** What was spent in the `days` up to the as-of date, by key where there is one. */
export function spendRelation(spend: SpendSource, days: number, context: PlanContext): Relation {
  const { source, date, amount, by } = spend;
  const on = dayOf(date, source);
  const key = by && column(by.column.name, by.column.type);
  return select(
    eventRows(source, context),
    [
      ...(key ? [{ name: 'key', expression: key }] : []),
      { name: 'spend', expression: aggregate('sum', column(amount.name, amount.type), MONEY) },
    ],
    {
      where: and([compare(on, '>', dateBefore(days)), compare(on, '<=', asOf())]),
      groupBy: key ? [key] : [],
    },
  );
}

/** Digits of a segment's part of what was spent. */
const PART_DIGITS = 6;

/**
 * What the new customers of a segment cost: of each key's money the part that its new customers in the segment are of
 * all it won. Money of a key that won nobody is in the total alone. `members` are the rows of the balance.
 */
export function readAcquisition(
  spent: readonly MeasuredRow[],
  members: readonly MeasuredRow[],
  segment: string | null,
): Acquisition {
  const own = rowsOfSegment(members, segment);
  const newCustomers = totalCount(own, 'new');
  if (segment === null) return { spend: totalSum(spent, 'spend'), newCustomers };
  const parts = spent.map((row) => {
    const ofKey = (rows: readonly MeasuredRow[]): bigint =>
      BigInt(
        totalCount(
          rows.filter((one) => one['key'] !== null && one['key'] === row['key']),
          'new',
        ),
      );
    const money = multiplyExact(totalSum([row], 'spend'), { unscaled: ofKey(own), scale: 0 });
    return divideExact(money, { unscaled: ofKey(members), scale: 0 }, PART_DIGITS) ?? ZERO;
  });
  return { spend: parts.reduce(addExact, ZERO), newCustomers };
}
