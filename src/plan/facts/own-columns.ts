import type { Attribute, Entity } from '../../definitions/project.ts';
import type { NamedExpression } from '../../sql/expression.ts';
import { column, missing } from '../../sql/expression.ts';
import type { PlanContext } from '../context.ts';
import { lacksHistory } from './history.ts';

/** Columns of the entity's own list of customers. */
export function ownAttributes({ source }: Entity, attributes: readonly Attribute[]): readonly Attribute[] {
  return attributes.filter(({ origin }) => origin.kind === 'column' && origin.source === source);
}

/** A column of a source as the attribute it is; missing on a day before the source knows of. */
export function ownColumn(attribute: Attribute, context: PlanContext): NamedExpression {
  if (attribute.origin.kind !== 'column') throw new Error(`${attribute.id} is no column`);
  const expression = lacksHistory(attribute, context)
    ? missing(attribute.type)
    : column(attribute.origin.column.name, attribute.type);
  return { name: attribute.id, expression };
}
