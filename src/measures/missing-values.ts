import type { Attribute, Entity } from '../definitions/project.ts';
import { aggregate, column } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { INTEGER } from '../sql/value-type.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** How many of an entity's rows have a value of an attribute. */
export interface MissingValues {
  readonly entity: Entity;
  readonly attribute: Attribute;
  readonly rows: number;
  readonly missing: number;
  /** Every known value is the same: the attribute tells nobody apart. */
  readonly isConstant: boolean;
}

/** One row for all attributes of an entity, in one scan. */
export function missingRelation(entity: Entity, facts: Relation): Relation {
  return select(facts, [
    { name: 'rows', expression: aggregate('count', null, INTEGER) },
    ...entity.attributes.flatMap(({ id, type }) => [
      { name: `known__${id}`, expression: aggregate('count', column(id, type), INTEGER) },
      { name: `least__${id}`, expression: aggregate('min', column(id, type), type) },
      { name: `most__${id}`, expression: aggregate('max', column(id, type), type) },
    ]),
  ]);
}

export function readMissing(entity: Entity, row: MeasuredRow): readonly MissingValues[] {
  const rows = Number(row['rows'] ?? 0);
  return entity.attributes.map((attribute) => ({
    entity,
    attribute,
    rows,
    missing: rows - Number(row[`known__${attribute.id}`] ?? 0),
    isConstant: row[`least__${attribute.id}`] === row[`most__${attribute.id}`],
  }));
}
