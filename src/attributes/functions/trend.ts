import { daysBetween } from '../../base/calendar-date.ts';
import { calculated } from '../../sql/calculated.ts';
import type { Expression } from '../../sql/expression.ts';
import { aggregate, double, integer } from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import { decimal, DOUBLE, formatType, INTEGER, MOST_DIGITS } from '../../sql/value-type.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { defineEventFunction } from '../event-function.ts';
import { divided, orZero, typeOfTotal } from '../quotients.ts';
import type { Days } from '../window.ts';

/** Digits of twice the number of a day in the longest window. */
const POSITION_DIGITS = 8;

/**
 * The slope of the least-squares line through the totals of the days (or weeks) of the window, those without a row
 * being zero: change of the total a day (week). With n totals at 0..n-1 it is the sum of (2i - n + 1) · total over
 * (n - 1) n (n + 1) / 6; the sum is exact, one row at a time, and divided last.
 */
export const trend = defineEventFunction({
  id: 'trend',
  summary: 'by how much their number, or the sum of `of`, grows a day: the slope of the least-squares line',
  needs: ['window'],
  takes: ['of', 'per'],
  needsDate: true,
  ofNothing: 'zero',
  typeOf(operand) {
    const sum = typeOfTotal(operand);
    if ('refused' in sum) return sum;
    return operand?.kind === 'decimal' && operand.precision + POSITION_DIGITS > MOST_DIGITS
      ? {
          refused: `A trend of ${formatType(operand)} needs more than ${MOST_DIGITS} digits.`,
          hint: `Declare at most ${MOST_DIGITS - POSITION_DIGITS} digits.`,
        }
      : DOUBLE;
  },
  valueOf({ operand, day, days, rows, per }) {
    if (!day || !days) throw new Error('a trend has days');
    const buckets = bucketCount(days, per);
    const position = calculated(
      '-',
      calculated('*', bucketOf(day, days, per), integer(2)),
      integer(buckets - 1),
    );
    const moment = operand === null ? position : calculated('*', position, operand);
    const type = typeOfAggregate('sum', moment.type);
    if ('refused' in type) throw new Error(type.refused);
    const sum = orZero(aggregate('sum', moment, type, rows));
    return divided(sum, double(((buckets - 1) * buckets * (buckets + 1)) / 6));
  },
});

/** How many days or weeks a window has. */
export function bucketCount({ from, to }: Days, per: 'day' | 'week'): number {
  if (from === null) throw new Error('a window has a first day');
  return (daysBetween(from, to) + 1) / (per === 'week' ? 7 : 1);
}

/** The number of the day or week in the window, from 0. */
function bucketOf(day: Expression, { from }: Days, per: 'day' | 'week'): Expression {
  const first: Expression = { kind: 'literal', literal: { kind: 'date', value: from ?? '' }, type: day.type };
  const number: Expression = {
    kind: 'call',
    function: 'days_between',
    args: [first, day],
    type: INTEGER,
  };
  if (per === 'day') return castTo(number, decimal(6, 0));
  const weeks: Expression = {
    kind: 'call',
    function: 'floor',
    args: [divided(number, integer(7))],
    type: DOUBLE,
  };
  return castTo(weeks, decimal(6, 0));
}
