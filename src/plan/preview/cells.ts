import type { CalendarDate } from '../../base/calendar-date.ts';
import { axesOf, edgeOf, truthInCell } from '../../methods/decision-list/axes.ts';
import type { Axis } from '../../methods/method.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { choose, column, compare, integer } from '../../sql/expression.ts';
import { BOOLEAN, INTEGER } from '../../sql/value-type.ts';
import { expressionKey } from '../../sql/walk.ts';

/** What rows are counted by before anybody is placed, and conditions in words of that. */
export interface Cells {
  /** For each axis the cell a value lies in, from 0, missing where it is; for each other condition its truth. */
  readonly columns: readonly NamedExpression[];
  /** More than there can be of them. */
  readonly combinations: number;
  readonly leafOf: (leaf: Expression) => Expression;
}

/**
 * Conditions as cells: between two cuts of an axis no comparison with a constant changes, so customers of one cell are
 * alike and can be counted first. Then placing costs nothing, whatever the number of rules.
 */
export function cellsOf(leaves: readonly Expression[], asOf: CalendarDate): Cells {
  const axes = axesOf(leaves, asOf);
  const others = leaves.filter((leaf) => edgeOf(leaf, asOf) === null).map(expressionKey);
  const axisOf = (leaf: Expression): number => {
    const key = expressionKey(edgeOf(leaf, asOf)?.expression ?? leaf);
    return axes.findIndex(({ expression }) => expressionKey(expression) === key);
  };
  const truths = new Map(others.map((key, index) => [key, `_l${index + 1}`]));
  const told = leaves.filter((leaf) => truths.has(expressionKey(leaf)));
  return {
    columns: [
      ...axes.map((axis, index) => ({ name: cellColumn(index), expression: cellOf(axis) })),
      ...told.map((leaf) => ({ name: truths.get(expressionKey(leaf)) ?? '', expression: leaf })),
    ],
    combinations: axes.reduce((product, { cuts }) => product * (cuts.length + 2), 3 ** told.length),
    leafOf(leaf) {
      const truth = truths.get(expressionKey(leaf));
      if (truth !== undefined) return column(truth, BOOLEAN);
      const index = axisOf(leaf);
      const axis = axes[index];
      return axis ? truthByCell(leaf, axis, column(cellColumn(index), INTEGER), asOf) : leaf;
    },
  };
}

const cellColumn = (index: number) => `_c${index + 1}`;

/** Asked from below: the first cut that the value is left of. A missing value is left and right of none. */
function cellOf({ expression, cuts }: Axis): Expression {
  const left = cuts.map(({ side, constant }, index) => ({
    when: compare(expression, side === 'before' ? '<' : '<=', constant),
    then: integer(index),
  }));
  const last = cuts.at(-1);
  const right = last && {
    when: compare(expression, last.side === 'before' ? '>=' : '>', last.constant),
    then: integer(cuts.length),
  };
  return choose([...left, ...(right ? [right] : [])], null, INTEGER);
}

/** Unknown where the cell is missing. */
function truthByCell(leaf: Expression, axis: Axis, cell: Expression, asOf: CalendarDate): Expression {
  const within = Array.from({ length: axis.cuts.length + 1 }, (_, index) => index).filter((index) =>
    truthInCell(leaf, axis, index, asOf),
  );
  if (within.length === 0) return compare(cell, '<', integer(0));
  return { kind: 'in', operand: cell, values: within.map(integer), type: BOOLEAN };
}
