import { conditionsOf } from '../definitions/conditions-of.ts';
import type { Attribute, Entity, Project, Segmentation } from '../definitions/project.ts';
import { parentColumn } from '../definitions/scopes.ts';
import type { Expression } from '../sql/expression.ts';
import { columnNames } from '../sql/walk.ts';
import { derivedColumns } from './facts/levels.ts';
import { rolledUp } from './facts/rollups.ts';

/** What a narrowed project is for: some segmentations, with those they ask for, some attributes, and who is a customer. */
export interface Wanted {
  readonly segmentations?: readonly Segmentation[];
  readonly attributes?: readonly Attribute[];
  readonly entities?: readonly Entity[];
}

/**
 * The project with only what `wanted` needs: the attributes it is made of, however far, who is a customer and their
 * money. Everything in it refers to the narrowed entities, so facts and placements of it can be made from fewer sources.
 */
export function narrowed(project: Project, wanted: Wanted): Project {
  const asked = withUsed(wanted.segmentations ?? []);
  const needed = attributesNeeded(project, { ...wanted, segmentations: asked });
  const reached = new Set([
    ...asked.map(({ entity }) => entity.id),
    ...(wanted.entities ?? []).map(({ id }) => id),
    ...[...needed].map(({ entity }) => entity),
  ]);
  for (const id of reached) {
    const parent = project.entities.find((one) => one.id === id)?.belongsTo?.entity.id;
    if (parent !== undefined) reached.add(parent);
  }
  const entities = new Map<string, Entity>();
  for (const entity of project.entities.filter(({ id }) => reached.has(id))) {
    const parent = entity.belongsTo && entities.get(entity.belongsTo.entity.id);
    entities.set(entity.id, {
      ...entity,
      belongsTo: entity.belongsTo && parent ? { ...entity.belongsTo, entity: parent } : null,
      attributes: entity.attributes.filter((attribute) => needed.has(attribute)),
    });
  }
  const segmentations = new Map<string, Segmentation>();
  for (const segmentation of project.segmentations.filter((one) => asked.includes(one)))
    segmentations.set(segmentation.id, {
      ...segmentation,
      entity: entities.get(segmentation.entity.id) ?? segmentation.entity,
      uses: segmentation.uses.flatMap(({ id }) => segmentations.get(id) ?? []),
    });
  const kept = [...segmentations.values()];
  const primary = kept.find(({ id }) => id === project.primary?.id) ?? null;
  return { ...project, entities: [...entities.values()], segmentations: kept, primary, quality: [] };
}

/** With the segmentations they ask for, and those these ask for. */
function withUsed(segmentations: readonly Segmentation[]): readonly Segmentation[] {
  const all = new Set(segmentations);
  for (const one of all) for (const used of one.uses) all.add(used);
  return [...all];
}

/** Attributes that segmentations and attributes are made of, in the end. */
function attributesNeeded(
  { entities }: Project,
  { segmentations = [], attributes = [], entities: asked = [] }: Wanted,
): ReadonlySet<Attribute> {
  const needed = new Set(attributes);
  const entityOf = (id: string) => entities.find((one) => one.id === id);
  const add = (entity: Entity | undefined, expressions: readonly Expression[]) => {
    for (const attribute of entity ? attributesIn(entity, expressions) : []) needed.add(attribute);
  };
  const seen = new Set<Entity>();
  const enter = (entity: Entity | undefined) => {
    if (!entity || seen.has(entity)) return;
    seen.add(entity);
    add(entity, statusOf(entity));
    if (entity.money) needed.add(entity.money);
    enter(entity.belongsTo?.entity);
  };
  asked.forEach(enter);
  for (const segmentation of segmentations) {
    const { entity, score, learning } = segmentation;
    enter(entity);
    add(entity, [...conditionsOf(segmentation), ...(score ? [score] : []), ...(learning?.basis ?? [])]);
  }
  for (const attribute of needed) {
    const { origin } = attribute;
    const entity = entityOf(attribute.entity);
    enter(entity);
    add(
      entity,
      derivedColumns(attribute).map(({ expression }) => expression),
    );
    if (origin.kind === 'rollup') {
      enter(entityOf(origin.members));
      add(entityOf(origin.members), rolledUp(origin));
    }
  }
  return needed;
}

const statusOf = ({ activeWhen, formerWhen }: Entity) =>
  [activeWhen, formerWhen].flatMap((written) => (written ? [written.expression] : []));

/** Its own attributes, and those of the entity it belongs to. */
function attributesIn(
  { attributes, belongsTo }: Entity,
  expressions: readonly Expression[],
): readonly Attribute[] {
  const names = new Set(expressions.flatMap(columnNames));
  const parent = belongsTo?.entity;
  return [
    ...attributes.filter(({ id }) => names.has(id)),
    ...(parent?.attributes.filter(({ id }) => names.has(parentColumn(parent.id, id))) ?? []),
  ];
}
