import { calculated } from '../../sql/calculated.ts';
import { column, integer } from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend } from '../../sql/relation.ts';
import { DATE, INTEGER, TEXT } from '../../sql/value-type.ts';

/** Rows with `nth`: 0 for a customer's first by day, 1 for the next. */
export function numbered(rows: Relation): Relation {
  const operand = column('as_of', DATE);
  const within = [column('customer', TEXT)];
  return extend(rows, [
    { name: 'nth', expression: { kind: 'window', function: 'below', operand, within, type: INTEGER } },
  ]);
}

/** Rows with an `nth`, with columns of the same customer's row that is one before; null where there is none. */
export function withBefore(
  rows: Relation,
  take: readonly { readonly column: string; readonly as: string }[],
): Relation {
  const before = castTo(calculated('-', column('nth', INTEGER), integer(1)), INTEGER);
  return {
    kind: 'left-join',
    from: extend(rows, [{ name: 'before', expression: before }]),
    joins: [
      {
        relation: rows,
        on: [
          { left: 'customer', right: 'customer' },
          { left: 'before', right: 'nth' },
        ],
        take,
      },
    ],
  };
}
