import type { Entity, Segmentation } from '../definitions/project.ts';
import type { Axis, AxisCounts } from '../methods/method.ts';
import type { DecisionList } from '../methods/decision-list/decision-list.ts';
import { rankColumns } from '../methods/decision-list/axes.ts';
import { decisionList } from '../methods/decision-list/decision-list.ts';
import type { Expression } from '../sql/expression.ts';
import { aggregate, column, compare, isNull, not } from '../sql/expression.ts';
import { calculated } from '../sql/calculated.ts';
import { castTo } from '../sql/fold.ts';
import type { Relation } from '../sql/relation.ts';
import { columnsOf, extend, select } from '../sql/relation.ts';
import { decimal, INTEGER } from '../sql/value-type.ts';
import { columnNames, expressionKey } from '../sql/walk.ts';
import type { PlanContext } from './context.ts';

/** A segmentation as the decision list it compiles to, with its rules' axes. */
export function listOf(segmentation: Segmentation, { asOf }: Pick<PlanContext, 'asOf'>): DecisionList {
  const { rules, fallback, score, likeness } = segmentation;
  return decisionList(rules, fallback.id, asOf, { score, likeness });
}

/** The same with the exit edges of its segments among the rules: every edge that a single change may cross. */
export function edgesOf(segmentation: Segmentation, context: Pick<PlanContext, 'asOf'>): DecisionList {
  const list = listOf(segmentation, context);
  const stays = segmentation.hysteresis?.stays ?? [];
  if (stays.length === 0) return list;
  return decisionList([...list.rules, ...stays], list.fallback, list.asOf, list);
}

/** Axes whose cuts a fit will give. */
function axesToLearn({ learning }: Segmentation): readonly Axis[] {
  return (learning?.ranked ?? []).map((expression) => ({ expression, ...rankColumns(expression), cuts: [] }));
}

/** Axes of all segmentations of an entity, each expression once; the rank columns are shared. */
export function axesOfEntity(
  entity: Entity,
  segmentations: readonly Segmentation[],
  context: Pick<PlanContext, 'asOf'>,
): readonly Axis[] {
  const ofEntity = segmentations.filter((segmentation) => segmentation.entity === entity);
  const axes = ofEntity
    .flatMap((segmentation) => [...edgesOf(segmentation, context).axes, ...axesToLearn(segmentation)])
    .filter((axis) => !columnNames(axis.expression).some((name) => name.startsWith('segment__')));
  return [...new Map(axes.map((axis) => [expressionKey(axis.expression), axis])).values()];
}

/**
 * The ranks stratum: facts with how many values are below, and below or equal, for each axis. Each axis reads `facts`
 * once more, so they should be stored. Values are counted and joined back: sorting whole rows, as a window over
 * the facts does, takes more than twice as long.
 */
export function rankedRelation(facts: Relation, axes: readonly Axis[]): Relation {
  if (axes.length === 0) return facts;
  const valued = extend(
    facts,
    axes.map(({ expression }, axis) => ({ name: axisName(axis), expression })),
  );
  const joined: Relation = {
    kind: 'left-join',
    from: valued,
    joins: axes.map(({ expression, below, upto }, axis) => ({
      relation: standings(facts, expression),
      on: [{ left: axisName(axis), right: 'value' }],
      take: [
        { column: 'below', as: below },
        { column: 'upto', as: upto },
      ],
    })),
  };
  const values = new Set(axes.map((_, axis) => axisName(axis)));
  const kept = columnsOf(joined).filter(({ name }) => !values.has(name));
  return select(
    joined,
    kept.map(({ name, type }) => ({ name, expression: column(name, type) })),
  );
}

const axisName = (axis: number) => `axis__${axis}`;

/** One row a value of the facts: how many rows have less, and less or as much. */
function standings(facts: Relation, expression: Expression): Relation {
  const value = column('value', expression.type);
  const rows = column('rows', INTEGER);
  const upto = column('upto', INTEGER);
  const counted = select(
    facts,
    [
      { name: 'value', expression },
      { name: 'rows', expression: aggregate('count', null, INTEGER) },
    ],
    { where: not(isNull(expression)), groupBy: [expression] },
  );
  // A sum is wider than what it sums; numbers of customers stay 64-bit integers.
  const total: Expression = { kind: 'running-sum', operand: rows, by: value, type: decimal(38, 0) };
  const summed = extend(counted, [{ name: 'upto', expression: castTo(total, INTEGER) }]);
  return extend(summed, [{ name: 'below', expression: castTo(calculated('-', upto, rows), INTEGER) }]);
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
