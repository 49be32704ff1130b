import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { and, choose, column, compare, double, integer, missing } from '../../sql/expression.ts';
import { BOOLEAN, DOUBLE, INTEGER } from '../../sql/value-type.ts';
import { columnNames } from '../../sql/walk.ts';
import type { Axis, AxisCounts, Cut } from '../method.ts';
import { truthInCell } from './axes.ts';
import { leafColumn, withTruths } from './leaves.ts';
import type { DecisionList } from './decision-list.ts';
import { FIRST_UNKNOWN, ruleColumn, TAKEN, takenBy } from './decision-list.ts';

/**
 * The margin of a decision list: how many customers stand between this one and the nearest cut whose crossing,
 * alone, would place it elsewhere, as a share of those with a value on that axis. The customer itself and its ties
 * count, so the margin is above 0; it is 1 when no single crossing changes anything, and missing in the fallback
 * when a missing value kept it there. Conditions that are no comparison with a constant count as fixed.
 */
export function marginLayers(
  list: DecisionList,
  counts: readonly AxisCounts[],
): { readonly layers: readonly (readonly NamedExpression[])[]; readonly margin: Expression } {
  const cells = list.axes.flatMap((axis, axisIndex) => cellColumns(list, axis, axisIndex));
  const distances = list.axes.flatMap((axis, axisIndex) => {
    const count = counts[axisIndex];
    return count && count.known > 0 ? distancesTo(list, axis, axisIndex, count) : [];
  });
  const named = distances.map((expression, index) => ({ name: `distance__${index + 1}`, expression }));
  const nearest: Expression = {
    kind: 'call',
    function: 'least',
    args: [double(1), ...named.map(({ name }) => column(name, DOUBLE))],
    type: DOUBLE,
  };
  const lacksData = and([
    compare(column(TAKEN, INTEGER), '=', integer(0)),
    compare(column(FIRST_UNKNOWN, INTEGER), '<', integer(list.rules.length)),
  ]);
  return {
    layers: [cells, named],
    margin: choose([{ when: lacksData, then: missing(DOUBLE) }], nearest, DOUBLE),
  };
}

const cellColumn = (axisIndex: number, cellIndex: number) => `cell__${axisIndex + 1}_${cellIndex}`;

/** For every cell of an axis, where the customer would be if its value lay there. */
function cellColumns(list: DecisionList, axis: Axis, axisIndex: number): readonly NamedExpression[] {
  return Array.from({ length: axis.cuts.length + 1 }, (_, cellIndex) => {
    const truths = new Map<string, boolean>();
    for (const [leafIndex, leaf] of list.leaves.expressions.entries()) {
      const truth = truthInCell(leaf, axis, cellIndex, list.asOf);
      if (truth !== null) truths.set(leafColumn(leafIndex), truth);
    }
    const variants = list.rules.map((rule, ruleIndex) => {
      const open = list.leaves.overColumns(rule.when);
      const depends = columnNames(open).some((name) => truths.has(name));
      return depends ? withTruths(open, truths) : column(ruleColumn(ruleIndex), BOOLEAN);
    });
    return { name: cellColumn(axisIndex, cellIndex), expression: takenBy(list, variants) };
  });
}

/** Distance, as a share, to each cut whose crossing leads elsewhere; missing for the others. */
function distancesTo(
  list: DecisionList,
  axis: Axis,
  axisIndex: number,
  counts: AxisCounts,
): readonly Expression[] {
  const below = column(axis.below, INTEGER);
  const upto = column(axis.upto, INTEGER);
  const known = double(counts.known);
  return axis.cuts.flatMap((cut, cutIndex) => {
    const leftOf = integer(counts.leftOf[cutIndex] ?? 0);
    return [
      elsewhere(isLeftOf(axis, cut), axisIndex, cutIndex + 1, share(minus(leftOf, below), known)),
      elsewhere(isRightOf(axis, cut), axisIndex, cutIndex, share(minus(upto, leftOf), known)),
    ];
  });
}

function elsewhere(
  isHere: Expression,
  axisIndex: number,
  cellIndex: number,
  distance: Expression,
): Expression {
  const differs = compare(column(cellColumn(axisIndex, cellIndex), INTEGER), '<>', column(TAKEN, INTEGER));
  return choose([{ when: and([isHere, differs]), then: distance }], double(1), DOUBLE);
}

const isLeftOf = (axis: Axis, cut: Cut) =>
  compare(axis.expression, cut.side === 'before' ? '<' : '<=', cut.constant);
const isRightOf = (axis: Axis, cut: Cut) =>
  compare(axis.expression, cut.side === 'before' ? '>=' : '>', cut.constant);

const minus = (left: Expression, right: Expression): Expression => ({
  kind: 'arithmetic',
  operator: '-',
  left,
  right,
  type: INTEGER,
});
const share = (count: Expression, known: Expression): Expression => ({
  kind: 'arithmetic',
  operator: '/',
  left: count,
  right: known,
  type: DOUBLE,
});
