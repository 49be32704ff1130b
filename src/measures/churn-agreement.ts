import type { Attribute, Entity } from '../definitions/project.ts';
import { aggregate, and, column, compare, not, text } from '../sql/expression.ts';
import type { Expression } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { BOOLEAN, INTEGER, TEXT } from '../sql/value-type.ts';
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

/** One row of counts for one attribute. */
export function churnRelation(attribute: Attribute, facts: Relation): Relation {
  const left = column(attribute.id, BOOLEAN);
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
