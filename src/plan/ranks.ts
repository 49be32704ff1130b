import type { Entity, Segmentation } from '../definitions/project.ts';
import type { Axis, AxisCounts } from '../methods/method.ts';
import type { DecisionList } from '../methods/decision-list/decision-list.ts';
import { rankColumns } from '../methods/decision-list/axes.ts';
import { decisionList } from '../methods/decision-list/decision-list.ts';
import type { Expression } from '../sql/expression.ts';
import { aggregate, compare } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { extend, select } from '../sql/relation.ts';
import { INTEGER } from '../sql/value-type.ts';
import { columnNames, expressionKey } from '../sql/walk.ts';
import type { PlanContext } from './context.ts';

/** A segmentation as the decision list it compiles to, with its rules' axes. */
export function listOf(segmentation: Segmentation, { asOf }: Pick<PlanContext, 'asOf'>): DecisionList {
  return decisionList(segmentation.rules, segmentation.fallback.id, asOf, segmentation.score);
}

/** Axes whose cuts a fit will give. */
function axesToLearn({ learning }: Segmentation): readonly Axis[] {
  return (learning?.basis ?? []).map((expression) => ({ expression, ...rankColumns(expression), cuts: [] }));
}

/** Axes of all segmentations of an entity, each expression once; the rank columns are shared. */
export function axesOfEntity(
  entity: Entity,
  segmentations: readonly Segmentation[],
  context: Pick<PlanContext, 'asOf'>,
): readonly Axis[] {
  const ofEntity = segmentations.filter((segmentation) => segmentation.entity === entity);
  const axes = ofEntity
    .flatMap((segmentation) => [...listOf(segmentation, context).axes, ...axesToLearn(segmentation)])
    .filter((axis) => !columnNames(axis.expression).some((name) => name.startsWith('segment__')));
  return [...new Map(axes.map((axis) => [expressionKey(axis.expression), axis])).values()];
}

/** The ranks stratum: facts with how many values are below, and below or equal, for each axis. */
export function rankedRelation(facts: Relation, axes: readonly Axis[]): Relation {
  const window = (name: 'below' | 'upto', operand: Expression): Expression => ({
    kind: 'window',
    function: name,
    operand,
    type: INTEGER,
  });
  return extend(
    facts,
    axes.flatMap(({ expression, below, upto }) => [
      { name: below, expression: window('below', expression) },
      { name: upto, expression: window('upto', expression) },
    ]),
  );
}

const knownName = (axis: number) => `known__${axis}`;
const leftName = (axis: number, cut: number) => `left__${axis}_${cut}`;

/** One row: for every axis of a list the count of known values and of values left of each cut; null without axes. */
export function axisCountsRelation(list: DecisionList, ranked: Relation): Relation | null {
  if (list.axes.length === 0) return null;
  return select(
    ranked,
    list.axes.flatMap(({ expression, cuts }, axis) => [
      { name: knownName(axis), expression: aggregate('count', expression, INTEGER) },
      ...cuts.map(({ constant, side }, cut) => ({
        name: leftName(axis, cut),
        expression: aggregate(
          'count',
          null,
          INTEGER,
          compare(expression, side === 'before' ? '<' : '<=', constant),
        ),
      })),
    ]),
  );
}

/** Reads the row of {@link axisCountsRelation}. */
export function readAxisCounts(
  list: DecisionList,
  row: Readonly<Record<string, string | number | boolean | null>>,
): readonly AxisCounts[] {
  return list.axes.map(({ cuts }, axis) => ({
    known: Number(row[knownName(axis)] ?? 0),
    leftOf: cuts.map((_, cut) => Number(row[leftName(axis, cut)] ?? 0)),
  }));
}
