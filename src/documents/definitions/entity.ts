import type { Entity } from '../../definitions/project.ts';
import type { Told } from './told.ts';

/** Where the customers stand and who of them is one. */
export function entityTold(entity: Entity): Told {
  return {
    source: entity.source.id,
    key: entity.key.name,
    ...(entity.belongsTo ? { 'belongs to': entity.belongsTo.entity.id } : {}),
    'active when': entity.activeWhen?.text ?? 'always',
    ...(entity.formerWhen ? { 'former when': entity.formerWhen.text } : {}),
    ...(entity.money ? { money: entity.money.id } : {}),
    attributes: entity.attributes.map(({ id }) => id).join(', '),
  };
}
