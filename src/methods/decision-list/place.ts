import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { choose, column, compare, integer, isNull, missing, text } from '../../sql/expression.ts';
import { BOOLEAN, DOUBLE, INTEGER, TEXT } from '../../sql/value-type.ts';
import type { AxisCounts, Likeness, Placement } from '../method.ts';
import type { DecisionList } from './decision-list.ts';
import { FIRST_TRUE, FIRST_UNKNOWN, ruleColumn, segmentsOf, TAKEN, takenBy } from './decision-list.ts';
import { leafColumn } from './leaves.ts';
import { marginLayers } from './margin.ts';

/** Layers that end in one truth column a rule. */
export function truthLayers(list: DecisionList): readonly (readonly NamedExpression[])[] {
  return [
    ...(list.likeness?.layers ?? []),
    list.leaves.expressions.map((expression, index) => ({ name: leafColumn(index), expression })),
    list.rules.map((rule, index) => ({
      name: ruleColumn(index),
      expression: list.leaves.overColumns(rule.when),
    })),
  ];
}

/** `counts` of every axis, in order, give margins; without them the margin is missing. */
export function place(list: DecisionList, counts: readonly AxisCounts[] | null): Placement {
  const truths = list.rules.map((_, index) => column(ruleColumn(index), BOOLEAN));
  const taken: NamedExpression[] = [
    { name: TAKEN, expression: takenBy(list, truths) },
    { name: FIRST_TRUE, expression: firstWhere(truths) },
    { name: FIRST_UNKNOWN, expression: firstWhere(truths.map(isNull)) },
  ];
  const margin = marginOf(list, counts);
  return {
    layers: [...truthLayers(list), taken, ...margin.layers],
    segment: segmentText(list),
    score: list.score ?? missing(DOUBLE),
    margin: margin.margin,
    reason: reasonText(list.rules.length),
    beside: list.likeness ? besideOf(list.likeness) : [],
  };
}

function marginOf(list: DecisionList, counts: readonly AxisCounts[] | null): ReturnType<typeof marginLayers> {
  if (list.likeness) return { layers: [], margin: list.likeness.margin };
  return counts ? marginLayers(list, counts) : { layers: [], margin: missing(DOUBLE) };
}

function besideOf({ runnerUp, fitPercentile, present }: Likeness): readonly NamedExpression[] {
  return [
    { name: 'runner_up', expression: runnerUp },
    { name: 'fit_percentile', expression: fitPercentile },
    { name: 'present', expression: present },
  ];
}

function firstWhere(conditions: readonly Expression[]): Expression {
  const last = integer(conditions.length);
  return conditions.length === 0
    ? last
    : choose(
        conditions.map((when, index) => ({ when, then: integer(index) })),
        last,
        INTEGER,
      );
}

function segmentText(list: DecisionList): Expression {
  const branches = segmentsOf(list.rules).map((id, index) => ({
    when: compare(column(TAKEN, INTEGER), '=', integer(index + 1)),
    then: text(id),
  }));
  return branches.length === 0 ? text(list.fallback) : choose(branches, text(list.fallback), TEXT);
}

function reasonText(ruleCount: number): Expression {
  const firstTrue = column(FIRST_TRUE, INTEGER);
  const firstUnknown = column(FIRST_UNKNOWN, INTEGER);
  const matched = compare(firstTrue, '<', integer(ruleCount));
  return choose(
    [
      { when: compare(firstUnknown, '=', firstTrue), then: text('no_match') },
      { when: compare(firstTrue, '<', firstUnknown), then: text('matched') },
      { when: matched, then: text('matched_after_unknown') },
    ],
    text('lacks_data'),
    TEXT,
  );
}
