import { eventFunctions } from '../attributes/functions/index.ts';
import { orZero } from '../attributes/quotients.ts';
import type { Attribute, Entity, Project } from '../definitions/project.ts';
import type { NamedExpression } from '../sql/expression.ts';
import { column } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { columnsOf, extend, select, table } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import { FACTS, factsTableName } from '../tables/facts-table.ts';
import { bookColumns, bookJoins, isFigure } from './book.ts';
import type { PlanContext } from './context.ts';
import { daysUnseen } from './context.ts';
import { isCovered } from './events/coverage.ts';
import { lacksHistory } from './facts/history.ts';
import { keyText } from './facts/keys.ts';
import { derivedLevels } from './facts/levels.ts';
import { ownAttributes, ownColumn } from './facts/own-columns.ts';
import { parentJoins } from './facts/parents.ts';
import { rollupJoins } from './facts/rollups.ts';
import { scanJoin, scansOf } from './facts/scans.ts';
import { statusColumns } from './facts/status.ts';
import type { FactsStep } from './facts/steps.ts';
import { factsSteps } from './facts/steps.ts';

/** Where the facts of a step come from. */
export interface FactsOrigin {
  /** One row a customer, with key and parent and a column for each attribute that is `held`. */
  readonly own: (step: FactsStep, context: PlanContext) => Relation;
  /** Of attributes that `own` has a column of: nothing has to be read for them. */
  readonly held: (attribute: Attribute) => boolean;
  /** Adds columns that are made of columns. */
  readonly derive: (entity: Entity, from: Relation, level: readonly NamedExpression[]) => Relation;
}

/** Everything from the loaded rows. */
const LOADED: FactsOrigin = {
  own: ownRows,
  held: () => false,
  derive: (_, from, level) => extend(from, level),
};

/**
 * One step of the facts stratum: one row a customer, with the attributes of the step as of the date; the last has
 * status and money too. One scan of each source; attributes made of attributes follow in nested selects, level by
 * level. `built` holds what earlier steps made of each entity.
 */
export function factsRelation(
  step: FactsStep,
  built: ReadonlyMap<string, Relation>,
  context: PlanContext,
  { own, held, derive }: FactsOrigin = LOADED,
): Relation {
  const { entity, parents, isFirst, isLast } = step;
  const attributes = step.attributes.filter((attribute) => !held(attribute));
  const earlier = isFirst ? own(step, context) : built.get(entity.id);
  if (!earlier) throw new Error(`no earlier step of ${entity.id}`);
  const joins = [
    ...scansOf(entity, attributes).map((scan) => scanJoin(scan, context)),
    ...bookJoins(attributes, FACTS.key, context.rowsOf, daysUnseen(context)),
    ...parentJoins(entity, parents, built),
    ...rollupJoins(attributes, built),
  ];
  const joined: Relation = joins.length === 0 ? earlier : { kind: 'left-join', from: earlier, joins };
  const zeros = zeroFilled(attributes, joined, context);
  const filled = withBooks(attributes, zeros, context);
  const derived = derivedLevels(attributes).reduce<Relation>(
    (from, level) => derive(entity, from, level),
    filled,
  );
  return isLast ? extend(derived, statusColumns(entity)) : derived;
}

/** The wide tables of all entities by their ids, each a nest of selects down to the sources. */
export function nestedFacts(project: Project, context: PlanContext): ReadonlyMap<string, Relation> {
  const built = new Map<string, Relation>();
  for (const step of factsSteps(project)) built.set(step.entity.id, factsRelation(step, built, context));
  return built;
}

/** The facts a run keeps of an entity, as the definitions of that run say what they are. */
export function keptFacts({ id, attributes, belongsTo }: Entity, runId: string): Relation {
  const texts = [FACTS.key, ...(belongsTo ? [FACTS.parent] : []), FACTS.status];
  return table(factsTableName(id, runId), [
    ...texts.map((name) => ({ name, type: TEXT })),
    ...attributes.map((attribute) => ({ name: attribute.id, type: attribute.type })),
  ]);
}

/** The stored facts of an entity as a relation; `facts` is what was stored. */
export function storedFacts(entity: string, runId: string, facts: Relation): Relation {
  return table(factsTableName(entity, runId), columnsOf(facts));
}

function ownRows({ entity, attributes }: FactsStep, context: PlanContext): Relation {
  return select(context.rowsOf(entity.source), [
    { name: FACTS.key, expression: keyText(entity.key) },
    ...(entity.belongsTo ? [{ name: FACTS.parent, expression: keyText(entity.belongsTo.column) }] : []),
    ...ownAttributes(entity, attributes).map((attribute) => ownColumn(attribute, context)),
  ]);
}

/** Rows that know every customer count zero for those without one; any others leave them missing. */
function zeroFilled(attributes: readonly Attribute[], joined: Relation, context: PlanContext): Relation {
  const zero = new Set(
    attributes.filter((attribute) => isZeroOfNothing(attribute, context)).map(({ id }) => id),
  );
  if (zero.size === 0) return joined;
  return select(
    joined,
    columnsOf(joined).map(({ name, type }) => ({
      name,
      expression: zero.has(name) ? orZero(column(name, type)) : column(name, type),
    })),
  );
}

function isZeroOfNothing(attribute: Attribute, context: PlanContext): boolean {
  const { origin } = attribute;
  if (origin.kind !== 'aggregate' && origin.kind !== 'rollup') return false;
  if (origin.source.population !== 'every' || eventFunctions[origin.function].ofNothing !== 'zero')
    return false;
  return origin.kind === 'rollup' || (isCovered(origin, context) && !lacksHistory(attribute, context));
}

/** Measures of books in place of the figures they are made of. */
function withBooks(attributes: readonly Attribute[], joined: Relation, context: PlanContext): Relation {
  const measures = bookColumns(attributes, (attribute) => lacksHistory(attribute, context));
  if (measures.length === 0) return joined;
  const kept = columnsOf(joined).filter(({ name }) => !isFigure(name));
  return select(joined, [
    ...kept.map(({ name, type }) => ({ name, expression: column(name, type) })),
    ...measures,
  ]);
}
