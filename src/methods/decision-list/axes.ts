import type { CalendarDate } from '../../base/calendar-date.ts';
import { stableHash } from '../../base/stable-hash.ts';
import type { ComparisonOperator, Expression, LiteralValue } from '../../sql/expression.ts';
import { isOrdered } from '../../sql/value-type.ts';
import { columnNames, expressionKey } from '../../sql/walk.ts';
import type { Axis, Cut } from '../method.ts';
import { compareConstants, constantOf } from './constants.ts';

const FLIPPED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** A leaf of the form `expression operator constant`, whichever side it was written on. */
export interface Edge {
  readonly expression: Expression;
  readonly operator: ComparisonOperator;
  readonly constant: Expression;
  readonly value: LiteralValue;
}

/** Null for leaves that are no comparison of an ordered expression with a constant. */
export function edgeOf(leaf: Expression, asOf: CalendarDate): Edge | null {
  if (leaf.kind !== 'compare') return null;
  const { left, right, operator } = leaf;
  const rightValue = constantOf(right, asOf);
  const leftValue = constantOf(left, asOf);
  if (rightValue && isAxisExpression(left))
    return { expression: left, operator, constant: right, value: rightValue };
  if (leftValue && isAxisExpression(right))
    return { expression: right, operator: FLIPPED[operator], constant: left, value: leftValue };
  return null;
}

const isAxisExpression = (expression: Expression) =>
  isOrdered(expression.type) && columnNames(expression).length > 0;

/** Where an edge cuts its axis: `>=` and `<` before the constant, `>` and `<=` after it, equality on both sides. */
export function sidesOf(operator: ComparisonOperator): readonly Cut['side'][] {
  if (operator === '=' || operator === '<>') return ['before', 'after'];
  return operator === '>=' || operator === '<' ? ['before'] : ['after'];
}

/** Names of an axis' columns in the ranks stratum, the same for equal expressions of any segmentation. */
export function rankColumns(expression: Expression): { readonly below: string; readonly upto: string } {
  const id = stableHash(expressionKey(expression)).slice(0, 12);
  return { below: `rank__${id}_below`, upto: `rank__${id}_upto` };
}

/** Every axis the leaves cut, with its cuts ascending and each once. */
export function axesOf(leaves: readonly Expression[], asOf: CalendarDate): readonly Axis[] {
  const byKey = new Map<string, Edge[]>();
  for (const leaf of leaves) {
    const edge = edgeOf(leaf, asOf);
    if (!edge) continue;
    const key = expressionKey(edge.expression);
    byKey.set(key, [...(byKey.get(key) ?? []), edge]);
  }
  return [...byKey.values()].flatMap((edges) => {
    const [first] = edges;
    return first
      ? [{ expression: first.expression, ...rankColumns(first.expression), cuts: cutsOf(edges) }]
      : [];
  });
}

function cutsOf(edges: readonly Edge[]): readonly Cut[] {
  const all = edges.flatMap(({ constant, value, operator }) =>
    sidesOf(operator).map((side) => ({ constant, value, side })),
  );
  all.sort((a, b) => compareConstants(a.value, b.value) || sideOrder(a.side) - sideOrder(b.side));
  return all.filter((cut, index) => {
    const earlier = all[index - 1];
    return !earlier || earlier.side !== cut.side || compareConstants(earlier.value, cut.value) !== 0;
  });
}

const sideOrder = (side: Cut['side']) => (side === 'before' ? 0 : 1);

/**
 * Whether `leaf` is true in the cell right of `cellIndex` cuts of `axis` (0 = below the first cut);
 * null when the leaf is no edge of this axis.
 */
export function truthInCell(
  leaf: Expression,
  axis: Axis,
  cellIndex: number,
  asOf: CalendarDate,
): boolean | null {
  const edge = edgeOf(leaf, asOf);
  if (!edge || expressionKey(edge.expression) !== expressionKey(axis.expression)) return null;
  const isRightOf = (side: Cut['side']) => {
    const position = axis.cuts.findIndex((cut) => {
      const value = constantOf(cut.constant, asOf);
      return cut.side === side && value !== null && compareConstants(value, edge.value) === 0;
    });
    return cellIndex > position;
  };
  switch (edge.operator) {
    case '>=':
      return isRightOf('before');
    case '<':
      return !isRightOf('before');
    case '>':
      return isRightOf('after');
    case '<=':
      return !isRightOf('after');
    case '=':
      return isRightOf('before') && !isRightOf('after');
    case '<>':
      return !isRightOf('before') || isRightOf('after');
  }
}
