import type { Entity } from '../../definitions/project.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { aggregate, choose, column, isNull, missing, text } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { MONEY } from '../../tables/state-table.ts';

/** Who is a customer on the day, and what they pay: columns over the finished attributes. */
export function statusColumns(entity: Entity): readonly NamedExpression[] {
  return [
    { name: FACTS.status, expression: statusOf(entity) },
    { name: FACTS.money, expression: moneyOf(entity) },
  ];
}

function statusOf({ activeWhen, formerWhen }: Entity): Expression {
  if (!activeWhen) return text('customer');
  return choose(
    [
      { when: activeWhen.expression, then: text('customer') },
      ...(formerWhen ? [{ when: formerWhen.expression, then: text('former') }] : []),
    ],
    text('prospect'),
    TEXT,
  );
}

function moneyOf({ money }: Entity): Expression {
  return money ? { kind: 'cast', operand: column(money.id, money.type), type: MONEY } : missing(MONEY);
}

/** Customers whose own definition says neither yes nor no: they count as prospects, and a finding says how many. */
export function unknownStatusCount(entity: Entity, facts: Relation): Relation | null {
  if (!entity.activeWhen) return null;
  const unknown = isNull(entity.activeWhen.expression);
  return select(facts, [{ name: 'unknown', expression: aggregate('count', null, INTEGER, unknown) }]);
}
