import { conditionsOf } from '../../definitions/conditions-of.ts';
import type { Entity, Project, Segmentation } from '../../definitions/project.ts';
import { parentColumn } from '../../definitions/scopes.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Join, Relation } from '../../sql/relation.ts';
import { columnNames } from '../../sql/walk.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { derivedColumns } from './levels.ts';
import { rolledUpFrom } from './rollups.ts';

/** Attributes of the customer this one belongs to, under names of their own. */
export function parentJoins(
  { belongsTo }: Entity,
  attributes: readonly string[],
  built: ReadonlyMap<string, Relation>,
): readonly Join[] {
  const facts = belongsTo && built.get(belongsTo.entity.id);
  if (!facts || attributes.length === 0) return [];
  return [
    {
      relation: facts,
      on: [{ left: FACTS.parent, right: FACTS.key }],
      take: attributes.map((name) => ({ column: name, as: parentColumn(belongsTo.entity.id, name) })),
    },
  ];
}

/** Names of the parent's attributes that anything over an entity refers to. */
export function usedOfParent(entity: Entity, project: Project): readonly string[] {
  const { belongsTo } = entity;
  if (!belongsTo) return [];
  const prefix = parentColumn(belongsTo.entity.id, '');
  const names = expressionsOver(entity, project)
    .flatMap(columnNames)
    .filter((name) => name.startsWith(prefix));
  return [...new Set(names)].map((name) => name.slice(prefix.length));
}

function expressionsOver(entity: Entity, project: Project): readonly Expression[] {
  return [
    ...entity.attributes.flatMap(derivedColumns).map(({ expression }) => expression),
    ...[entity.activeWhen, entity.formerWhen].flatMap((written) => (written ? [written.expression] : [])),
    ...rolledUpFrom(entity),
    ...project.segmentations.filter((segmentation) => segmentation.entity === entity).flatMap(placedBy),
  ];
}

function placedBy(segmentation: Segmentation): readonly Expression[] {
  const { score, learning } = segmentation;
  return [...conditionsOf(segmentation), ...(score ? [score] : []), ...(learning?.basis ?? [])];
}
