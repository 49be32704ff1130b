import type { CalendarDate } from '../../base/calendar-date.ts';
import { axesOf, edgeOf, truthInCell } from '../../methods/decision-list/axes.ts';
import type { Axis } from '../../methods/method.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { choose, column, compare, integer } from '../../sql/expression.ts';
import { BOOLEAN, INTEGER } from '../../sql/value-type.ts';
import { expressionKey, mapChildren, walk } from '../../sql/walk.ts';

/** What rows are counted by before anybody is placed, and conditions in words of that. */
export interface Cells {
  /** For each axis the cell a value lies in, from 0, missing where it is, or the value; for each other condition its truth. */
  readonly columns: readonly NamedExpression[];
  /** More than there can be of them, as far as they are no values. */
  readonly combinations: number;
  readonly leafOf: (leaf: Expression) => Expression;
}

/**
 * Conditions as cells: between two cuts of an axis no comparison with a constant changes, so customers of one cell are
 * alike and can be counted first. Then placing costs nothing, whatever the number of rules. What conditions `isMoving`
 * ask of is kept as values, so that the same rows answer for other edges.
 */
export function cellsOf(
  leaves: readonly Expression[],
  asOf: CalendarDate,
  isMoving: (leaf: Expression) => boolean = () => false,
): Cells {
  const axisKey = (leaf: Expression) => {
    const edge = edgeOf(leaf, asOf);
    return edge && expressionKey(edge.expression);
  };
  const moving = new Set(leaves.filter(isMoving).flatMap((leaf) => axisKey(leaf) ?? []));
  const [edges, others] = [
    leaves.filter((leaf) => axisKey(leaf) !== null),
    leaves.filter((leaf) => axisKey(leaf) === null),
  ];
  const axes = axesOf(
    edges.filter((leaf) => !moving.has(axisKey(leaf) ?? '')),
    asOf,
  );
  const told = others.filter((leaf) => !isMoving(leaf));
  const truths = new Map(told.map((leaf, index) => [expressionKey(leaf), `_l${index + 1}`]));
  const values = valuesOf([
    ...edges.flatMap((leaf) =>
      moving.has(axisKey(leaf) ?? '') ? (edgeOf(leaf, asOf)?.expression ?? []) : [],
    ),
    ...others.filter(isMoving).flatMap(columnsIn),
  ]);
  return {
    columns: [
      ...axes.map((axis, index) => ({ name: cellColumn(index), expression: cellOf(axis) })),
      ...told.map((leaf, index) => ({ name: `_l${index + 1}`, expression: leaf })),
      ...values,
    ],
    combinations: axes.reduce((product, { cuts }) => product * (cuts.length + 2), 3 ** told.length),
    leafOf(leaf) {
      const truth = truths.get(expressionKey(leaf));
      if (truth !== undefined) return column(truth, BOOLEAN);
      const index = axes.findIndex(({ expression }) => expressionKey(expression) === axisKey(leaf));
      const axis = axes[index];
      return axis
        ? truthByCell(leaf, axis, column(cellColumn(index), INTEGER), asOf)
        : overValues(leaf, values);
    },
  };
}

const columnsIn = (leaf: Expression): readonly Expression[] =>
  [...walk(leaf)].filter(({ kind }) => kind === 'column');

/** Each value once. */
function valuesOf(expressions: readonly Expression[]): readonly NamedExpression[] {
  const byKey = new Map(expressions.map((expression) => [expressionKey(expression), expression]));
  return [...byKey.values()].map((expression, index) => ({ name: `_v${index + 1}`, expression }));
}

function overValues(part: Expression, values: readonly NamedExpression[]): Expression {
  const key = expressionKey(part);
  const value = values.find(({ expression }) => expressionKey(expression) === key);
  return value ? column(value.name, part.type) : mapChildren(part, (inner) => overValues(inner, values));
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
