import { calculated } from '../../sql/calculated.ts';
import type { Expression } from '../../sql/expression.ts';
import { aggregate, and, column, compare, integer, isNull, or, text } from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend, select } from '../../sql/relation.ts';
import { DATE, INTEGER, TEXT, decimal } from '../../sql/value-type.ts';
import { snapshots } from '../../tables/snapshots.ts';
import { stateRelation } from '../../tables/state-table.ts';
import { isOfRuns, ledgerOf } from './causes.ts';
import { numbered, withBefore } from './in-order.ts';
import { underNewIds } from './renames.ts';

const customer = column('customer', TEXT);
const day = column('as_of', DATE);
const from = column('from_segment', TEXT);
const to = column('to_segment', TEXT);

/**
 * Customers who move back and forth, by the ledger. Moves are those between dates: steps of one day that end where they began are
 * none. `runIds` are the path of the ledger; `names` turns ids of earlier definitions into those of today.
 */
export function flappingCustomers(
  segmentation: string,
  runIds: readonly string[],
  names: ReadonlyMap<string, string>,
  withinDays: number,
): Relation {
  return flappingIn(movesByDay(segmentation, runIds, names), withinDays);
}

/**
 * Customers who move back and forth, one row each. A *return* is a move into the segment that the move before left; one
 * flaps who has two returns at most `withinDays` apart. `returns`: all of them; `first_return`, `last_return`: their
 * days. `moves`: at most one a customer and day, `customer`, `as_of`, `from_segment` and `to_segment`, which are never the same.
 */
export function flappingIn(moves: Relation, withinDays: number): Relation {
  const afterMove = withBefore(numbered(moves), [{ column: 'from_segment', as: 'left_before' }]);
  const returns = numbered(
    select(afterMove, [customer, day].map(itself), { where: compare(to, '=', column('left_before', TEXT)) }),
  );
  const paired = withBefore(returns, [{ column: 'as_of', as: 'return_before' }]);
  const apart: Expression = {
    kind: 'call',
    function: 'days_between',
    args: [column('return_before', DATE), day],
    type: INTEGER,
  };
  const near = aggregate(
    'count',
    null,
    INTEGER,
    compare(column('apart', INTEGER), '<=', integer(withinDays)),
  );
  const told = select(
    extend(paired, [{ name: 'apart', expression: apart }]),
    [
      itself(customer),
      { name: 'returns', expression: aggregate('count', null, INTEGER) },
      { name: 'first_return', expression: aggregate('min', day, DATE) },
      { name: 'last_return', expression: aggregate('max', day, DATE) },
      { name: 'near', expression: near },
    ],
    { groupBy: [customer] },
  );
  return select(
    told,
    [
      itself(customer),
      itself(column('returns', INTEGER)),
      itself(column('first_return', DATE)),
      itself(column('last_return', DATE)),
    ],
    { where: compare(column('near', INTEGER), '>', integer(0)) },
  );
}

/** One row a customer and day: the segment left and the one joined by that day's steps together. */
function movesByDay(
  segmentation: string,
  runIds: readonly string[],
  names: ReadonlyMap<string, string>,
): Relation {
  const snapshotId = column('snapshot_id', INTEGER);
  const ordered = select(
    stateRelation(snapshots),
    [
      itself(snapshotId),
      { name: 'place', expression: { kind: 'window', function: 'below', operand: RUN, type: INTEGER } },
    ],
    {
      where: and([
        compare(column('segmentation', TEXT), '=', text(segmentation)),
        isOfRuns(segmentation, runIds),
      ]),
    },
  );
  const steps: Relation = {
    kind: 'left-join',
    from: ledgerOf(segmentation, runIds),
    joins: [
      {
        relation: ordered,
        on: [{ left: 'snapshot_id', right: 'snapshot_id' }],
        take: [{ column: 'place', as: 'place' }],
      },
    ],
  };
  const place = calculated('*', column('place', INTEGER), integer(STEPS_A_RUN));
  const order = castTo(calculated('+', place, column('step', INTEGER)), decimal(38, 0));
  const at = column('order', decimal(38, 0));
  const end = (which: 'first' | 'last', operand: Expression): Expression => ({
    kind: 'value-at',
    end: which,
    operand: underNewIds(operand, names),
    at,
    where: null,
    type: TEXT,
  });
  const byDay = select(
    extend(steps, [{ name: 'order', expression: order }]),
    [
      itself(customer),
      itself(day),
      { name: 'from_segment', expression: end('first', from) },
      { name: 'to_segment', expression: end('last', to) },
      { name: 'outside', expression: aggregate('count', null, INTEGER, or([isNull(from), isNull(to)])) },
    ],
    { groupBy: [customer, day] },
  );
  return select(byDay, [customer, day, from, to].map(itself), {
    where: and([compare(column('outside', INTEGER), '=', integer(0)), compare(from, '<>', to)]),
  });
}

/** More than the path of causes has steps. */
const STEPS_A_RUN = 1000;
const RUN = column('run_id', TEXT);

type Named = Extract<Expression, { readonly kind: 'column' }>;

const itself = (expression: Expression) => ({ name: (expression as Named).name, expression });
