import { note } from '../../base/finding.ts';
import { conditionsOf } from '../../definitions/conditions-of.ts';
import { packOf } from '../../definitions/pack-ids.ts';
import type { Attribute, Entity, Project } from '../../definitions/project.ts';
import { derivedColumns } from '../../plan/facts/levels.ts';
import { rolledUpFrom } from '../../plan/facts/rollups.ts';
import { attributesRead } from '../../definitions/attributes-used.ts';
import type { DefinitionCheck } from '../check.ts';

/** An attribute that no rule, condition or other attribute reads. */
export const attributeUnused: DefinitionCheck = {
  id: 'attribute-unused',
  title: 'Unused attribute',
  source: 'Seed 003: variables that form segments and those that describe them are kept apart',
  severity: 'note',
  summary: 'No rule, condition or other attribute reads the attribute; it can still describe segments.',
  needs: 'definitions',
  read(project) {
    const used = new Set([...project.entities.flatMap(readByEntity), ...readByRules(project)]);
    const spare = project.entities.flatMap(({ attributes }) =>
      attributes.filter(
        (attribute) => attribute.means === null && packOf(attribute.place) === null && !used.has(attribute),
      ),
    );
    return spare.map(({ id, entity, place }) =>
      note('attribute-unused', `Nothing places customers by \`${id}\` of ${entity}.`, {
        place,
        hint: 'It can still describe segments; remove it if it is not wanted.',
      }),
    );
  },
};

function readByEntity(entity: Entity): readonly Attribute[] {
  const written = [entity.activeWhen, entity.formerWhen].flatMap((one) => one?.expression ?? []);
  const values = entity.attributes.flatMap(derivedColumns).map(({ expression }) => expression);
  const above = rolledUpFrom(entity);
  return [
    ...attributesRead(entity, [...written, ...values, ...above]),
    ...(entity.money ? [entity.money] : []),
  ];
}

function readByRules({ segmentations }: Project): readonly Attribute[] {
  return segmentations.flatMap((one) => attributesRead(one.entity, conditionsOf(one)));
}
