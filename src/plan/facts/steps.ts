import type { Attribute, Entity, Project } from '../../definitions/project.ts';
import { parentColumn } from '../../definitions/scopes.ts';
import { columnNames } from '../../sql/walk.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { derivedColumns } from './levels.ts';
import { usedOfParent } from './parents.ts';
import { rolledUp } from './rollups.ts';

/** A part of the wide table of an entity that can be made from what stands before it. */
export interface FactsStep {
  readonly entity: Entity;
  /** New in this step, each after those it is made of. */
  readonly attributes: readonly Attribute[];
  /** Attributes of the entity it belongs to that are taken over in this step. */
  readonly parents: readonly string[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Columns that the steps so far have made, by entity. */
type Made = ReadonlyMap<string, Set<string>>;

/**
 * The order in which wide tables are made: one step an entity, parents first, as long as nothing is rolled up. Where
 * an account counts its contacts, the contacts' own attributes come between two steps of the account, and those
 * of contacts that look at the account after them. Each step makes all that can be made.
 */
export function factsSteps(project: Project): readonly FactsStep[] {
  const made: Made = new Map(project.entities.map(({ id }) => [id, new Set<string>()]));
  const steps: Omit<FactsStep, 'isLast'>[] = [];
  for (let round = 0; round === 0 || steps.length > round;) {
    round = steps.length;
    for (const entity of project.entities) {
      const isFirst = !steps.some((step) => step.entity === entity);
      const step = { entity, ...nextStep(entity, project, made), isFirst };
      if (isFirst || step.attributes.length > 0 || step.parents.length > 0) steps.push(step);
    }
  }
  const unmade = project.entities.flatMap(({ id, attributes }) =>
    attributes.filter((attribute) => !made.get(id)?.has(attribute.id)),
  );
  if (unmade.length > 0) throw new Error(`no order makes ${unmade.map(({ id }) => id).join(', ')}`);
  return steps.map((step, index) => ({
    ...step,
    isLast: !steps.slice(index + 1).some(({ entity }) => entity === step.entity),
  }));
}

function nextStep(entity: Entity, project: Project, made: Made): Pick<FactsStep, 'attributes' | 'parents'> {
  const columns = made.get(entity.id) ?? new Set<string>();
  const parent = entity.belongsTo?.entity.id ?? '';
  const parents = usedOfParent(entity, project).filter(
    (id) => made.get(parent)?.has(id) && !columns.has(parentColumn(parent, id)),
  );
  columns.add(FACTS.key);
  for (const id of parents) columns.add(parentColumn(parent, id));
  const attributes = entity.attributes.filter((attribute) => {
    if (columns.has(attribute.id) || !canBeMade(attribute, columns, made)) return false;
    for (const { name } of derivedColumns(attribute)) columns.add(name);
    columns.add(attribute.id);
    return true;
  });
  return { attributes, parents };
}

function canBeMade(attribute: Attribute, columns: ReadonlySet<string>, made: Made): boolean {
  const { origin } = attribute;
  if (origin.kind === 'rollup') {
    const members = made.get(origin.members);
    return (
      members?.has(FACTS.key) === true &&
      rolledUp(origin)
        .flatMap(columnNames)
        .every((name) => members.has(name))
    );
  }
  const derived = derivedColumns(attribute);
  const own = new Set(derived.map(({ name }) => name));
  return derived
    .flatMap(({ expression }) => columnNames(expression))
    .every((name) => columns.has(name) || own.has(name));
}
