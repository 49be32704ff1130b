import { conditionsOf } from './conditions-of.ts';
import type { Attribute, Entity, Segmentation } from './project.ts';
import type { Expression } from '../sql/expression.ts';
import { columnNames } from '../sql/walk.ts';

/** The attributes that expressions over an entity read: its own, and those of the entity it belongs to. */
export function attributesRead(entity: Entity, expressions: readonly Expression[]): readonly Attribute[] {
  const columns = new Set(expressions.flatMap(columnNames));
  const parent = entity.belongsTo?.entity;
  return [
    ...entity.attributes.filter(({ id }) => columns.has(id)),
    ...(parent ? parent.attributes.filter(({ id }) => columns.has(`${parent.id}__${id}`)) : []),
  ];
}

/** The attributes a segmentation places by, those of the segmentations it asks for among them. */
export function attributesOf(segmentation: Segmentation): readonly Attribute[] {
  const all = new Set([segmentation]);
  for (const one of all) for (const used of one.uses) all.add(used);
  return [...all].flatMap((one) => attributesRead(one.entity, conditionsOf(one)));
}
