import type { Attribute, Entity } from '../definitions/project.ts';
import { aggregate, and, asOf, column, compare, integer, isNull, not, text } from '../sql/expression.ts';
import type { Expression } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** How a source's word on who left agrees with the project's definition, over customers where both are known. */
export interface ChurnAgreement {
  readonly entity: Entity;
  readonly attribute: Attribute;
  /** The source says left, the project says customer. */
  readonly leftButActive: number;
  /** The source says not left, the project says former customer. */
  readonly stayedButFormer: number;
  /** Everybody the source says left. */
  readonly left: number;
  readonly active: number;
  readonly former: number;
}

/** Attributes of an entity that say who left. */
export function churnAttributes(entity: Entity): readonly Attribute[] {
  return entity.attributes.filter(({ means }) => means === 'churned');
}

/** A flag that is true, a count of churn events above zero, or a day on which the customer left, by the as-of date. */
function saysLeft({ id, type }: Attribute): Expression {
  const value = column(id, type);
  if (type.kind === 'boolean') return value;
  return type.kind === 'date'
    ? and([not(isNull(value)), compare(value, '<=', asOf())])
    : compare(value, '>', integer(0));
}

/** What two sources say of the same customers. */
export interface ChurnPair {
  readonly entity: Entity;
  readonly first: Attribute;
  readonly second: Attribute;
  readonly firstLeft: number;
  readonly secondLeft: number;
  readonly both: number;
}

/** Every two attributes that say who left. */
export function churnPairs(entity: Entity): readonly (readonly [Attribute, Attribute])[] {
  const all = churnAttributes(entity);
  return all.flatMap((first, index) => all.slice(index + 1).map((second) => [first, second] as const));
}

/** One row of counts for two attributes, over customers of whom both say something. */
export function churnPairRelation(first: Attribute, second: Attribute, facts: Relation): Relation {
  const [one, other] = [saysLeft(first), saysLeft(second)];
  const count = (name: string, where: Expression) => ({
    name,
    expression: aggregate('count', null, INTEGER, where),
  });
  return select(facts, [
    count('first', and([one, not(isNull(other))])),
    count('second', and([other, not(isNull(one))])),
    count('both', and([one, other])),
  ]);
}

export function readChurnPair(
  entity: Entity,
  [first, second]: readonly [Attribute, Attribute],
  row: MeasuredRow,
): ChurnPair {
  const number = (name: string) => Number(row[name] ?? 0);
  return {
    entity,
    first,
    second,
    firstLeft: number('first'),
    secondLeft: number('second'),
    both: number('both'),
  };
}

/** One row of counts for one attribute. */
export function churnRelation(attribute: Attribute, facts: Relation): Relation {
  const left = saysLeft(attribute);
  const is = (status: string) => compare(column(FACTS.status, TEXT), '=', text(status));
  const count = (name: string, where: Expression) => ({
    name,
    expression: aggregate('count', null, INTEGER, where),
  });
  return select(facts, [
    count('left_but_active', and([left, is('customer')])),
    count('stayed_but_former', and([not(left), is('former')])),
    count('left', left),
    count('active', is('customer')),
    count('former', is('former')),
  ]);
}

export function readChurn(entity: Entity, attribute: Attribute, row: MeasuredRow): ChurnAgreement {
  return {
    entity,
    attribute,
    leftButActive: Number(row['left_but_active'] ?? 0),
    stayedButFormer: Number(row['stayed_but_former'] ?? 0),
    left: Number(row['left'] ?? 0),
    active: Number(row['active'] ?? 0),
    former: Number(row['former'] ?? 0),
  };
}
