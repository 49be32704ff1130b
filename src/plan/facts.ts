import { eventFunctions } from '../attributes/functions/index.ts';
import { orZero } from '../attributes/quotients.ts';
import type { Attribute, Project } from '../definitions/project.ts';
import { column } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { columnsOf, extend, select, table } from '../sql/relation.ts';
import { FACTS, factsTableName } from '../tables/facts-table.ts';
import { bookColumns, bookJoins, isFigure } from './book.ts';
import type { PlanContext } from './context.ts';
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

/**
 * One step of the facts stratum: one row a customer, with the attributes of the step as of the date; the last has
 * status and money too. One scan of each source; attributes made of attributes follow in nested selects, level by
 * level. `built` holds what earlier steps made of each entity.
 */
export function factsRelation(
  step: FactsStep,
  built: ReadonlyMap<string, Relation>,
  context: PlanContext,
): Relation {
  const { entity, attributes, parents, isFirst, isLast } = step;
  const earlier = isFirst ? ownRows(step, context) : built.get(entity.id);
  if (!earlier) throw new Error(`no earlier step of ${entity.id}`);
  const joins = [
    ...scansOf(entity, attributes).map((scan) => scanJoin(scan, context)),
    ...(isFirst ? bookJoins(entity, FACTS.key, context.rowsOf) : []),
    ...parentJoins(entity, parents, built),
    ...rollupJoins(attributes, built),
  ];
  const joined: Relation = joins.length === 0 ? earlier : { kind: 'left-join', from: earlier, joins };
  const zeros = zeroFilled(attributes, joined, context);
  const filled = isFirst ? withBooks(step, zeros, context) : zeros;
  const derived = derivedLevels(attributes).reduce(extend, filled);
  return isLast ? extend(derived, statusColumns(entity)) : derived;
}

/** The wide tables of all entities by their ids, each a nest of selects down to the sources. */
export function nestedFacts(project: Project, context: PlanContext): ReadonlyMap<string, Relation> {
  const built = new Map<string, Relation>();
  for (const step of factsSteps(project)) built.set(step.entity.id, factsRelation(step, built, context));
  return built;
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
function withBooks({ entity }: FactsStep, joined: Relation, context: PlanContext): Relation {
  const measures = bookColumns(entity, (attribute) => lacksHistory(attribute, context));
  if (measures.length === 0) return joined;
  const kept = columnsOf(joined).filter(({ name }) => !isFigure(name));
  return select(joined, [
    ...kept.map(({ name, type }) => ({ name, expression: column(name, type) })),
    ...measures,
  ]);
}
