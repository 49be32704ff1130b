import type { DecisionList } from '../methods/decision-list/decision-list.ts';
import { ruleColumn } from '../methods/decision-list/decision-list.ts';
import type { NamedExpression } from '../sql/expression.ts';
import { aggregate, and, column, compare, double, isNull, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { BOOLEAN, decimal, DOUBLE, INTEGER, TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import type { Placed } from './placements.ts';

/**
 * One row a segment that has customers: how many, how many of them active, their money, how many of those active at the boundary, and for each
 * rule how many of them it is true and unknown of. Sizes, rule counts and overlaps are all sums of these. Where rules have not the
 * last word the rows are told apart by what they say too, in a column `plain`.
 */
export function countsRelation(list: DecisionList, placed: Placed, boundaryMargin: number): Relation {
  const active = compare(column(FACTS.status, TEXT), '=', text('customer'));
  const ruled = placed.placement.plain;
  const perCustomer = select(placed.relation, [
    ...(ruled ? [{ name: 'plain', expression: ruled }] : []),
    { name: 'segment', expression: placed.placement.segment },
    { name: 'margin', expression: placed.placement.margin },
    { name: 'active', expression: active },
    { name: FACTS.money, expression: column(FACTS.money, decimal(38, 6)) },
    ...list.rules.map((_, index) => ({
      name: ruleColumn(index),
      expression: column(ruleColumn(index), BOOLEAN),
    })),
  ]);
  const isActive = column('active', BOOLEAN);
  const segment = column('segment', TEXT);
  const plain = ruled ? [column('plain', TEXT)] : [];
  const perRule = list.rules.flatMap((_, index): NamedExpression[] => {
    const truth = column(ruleColumn(index), BOOLEAN);
    return [
      { name: `true__${index}`, expression: aggregate('count', null, INTEGER, truth) },
      { name: `unknown__${index}`, expression: aggregate('count', null, INTEGER, isNull(truth)) },
    ];
  });
  return select(
    perCustomer,
    [
      { name: 'segment', expression: segment },
      ...plain.map((expression) => ({ name: 'plain', expression })),
      { name: 'customers', expression: aggregate('count', null, INTEGER) },
      { name: 'active', expression: aggregate('count', null, INTEGER, isActive) },
      {
        name: 'money',
        expression: aggregate('sum', column(FACTS.money, decimal(38, 6)), decimal(38, 6), isActive),
      },
      {
        name: 'boundary',
        expression: aggregate(
          'count',
          null,
          INTEGER,
          and([isActive, compare(column('margin', DOUBLE), '<', double(boundaryMargin))]),
        ),
      },
      ...perRule,
    ],
    { groupBy: [segment, ...plain] },
  );
}
