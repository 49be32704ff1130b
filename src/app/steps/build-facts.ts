import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { Entity, Project } from '../../definitions/project.ts';
import type { Engine, CallOptions } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import { coverageFindings } from '../../plan/events/coverage.ts';
import { factsRelation, storedFacts } from '../../plan/facts.ts';
import { historyFindings } from '../../plan/facts/history.ts';
import { unknownStatusCount } from '../../plan/facts/status.ts';
import type { FactsStep } from '../../plan/facts/steps.ts';
import { factsSteps } from '../../plan/facts/steps.ts';
import { populationRows } from '../../plan/population.ts';
import { axesOfEntity, rankedRelation } from '../../plan/ranks.ts';
import { createTableAs, insertInto } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { factsTableName } from '../../tables/facts-table.ts';
import { population } from '../../tables/population.ts';
import { STATE_SCHEMA } from '../../tables/state-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import { dropTable } from '../../warehouse/state.ts';
import { observeSources } from './observe-sources.ts';

/** The stored wide tables of a run, by entity id. */
export interface Facts {
  readonly ofEntity: ReadonlyMap<string, Relation>;
  readonly findings: readonly Finding[];
}

/** Asks what the event sources hold, then writes the wide table of every entity and the population of the run. */
export async function buildFacts(
  project: Project,
  engine: Engine,
  plan: PlanContext,
  options: CallOptions,
): Promise<Facts> {
  const { observed, findings: seen } = await observeSources(project, engine, plan);
  const context = { ...plan, observed };
  const ofEntity = new Map<string, Relation>();
  const findings: Finding[] = [...seen];
  const earlier: (readonly string[])[] = [];
  for (const [index, step] of factsSteps(project).entries()) {
    const { entity, isLast } = step;
    const name = isLast ? entity.id : `${entity.id}__${index}`;
    const stored = await storeFacts(step, name, ofEntity, project, engine, context, options);
    ofEntity.set(entity.id, stored);
    if (!isLast) {
      earlier.push(factsTableName(name, context.runId));
      continue;
    }
    await engine.execute(
      insertInto(
        [STATE_SCHEMA, population.name],
        population.columns.map(({ name: column }) => column),
        populationRows(entity, stored, context),
        engine.dialect,
        printOptions(context, `population of ${entity.id}`),
      ),
      options,
    );
    findings.push(
      ...historyFindings(entity, context),
      ...coverageFindings(entity, context),
      ...(await unknownStatus(entity, stored, engine, context)),
    );
  }
  for (const table of earlier) await dropTable(engine, table);
  return { ofEntity, findings };
}

/** Writes what a step makes; the last of an entity also has the ranks that margins are told from. */
async function storeFacts(
  step: FactsStep,
  name: string,
  built: ReadonlyMap<string, Relation>,
  project: Project,
  engine: Engine,
  context: PlanContext,
  options: CallOptions,
): Promise<Relation> {
  const { entity, isLast } = step;
  const facts = factsRelation(step, built, context);
  const whole = isLast ? rankedRelation(facts, axesOfEntity(entity, project.segmentations, context)) : facts;
  await engine.execute(
    createTableAs(
      factsTableName(name, context.runId),
      whole,
      [],
      engine.dialect,
      printOptions(context, `facts of ${entity.id}`),
    ),
    options,
  );
  return storedFacts(name, context.runId, whole);
}

async function unknownStatus(
  entity: Entity,
  facts: Relation,
  engine: Engine,
  { asOf }: PlanContext,
): Promise<readonly Finding[]> {
  const relation = unknownStatusCount(entity, facts);
  if (!relation) return [];
  const [row] = await readRelation(engine, relation, `status of ${entity.id}`, asOf);
  const count = Number(row?.['unknown'] ?? 0);
  return count === 0
    ? []
    : [
        warning(
          'status-unknown',
          `Of ${count} of \`${entity.id}\` nobody can say on ${asOf} whether they are customers: \`activeWhen\` is unknown. They count as prospects.`,
          { place: entity.place, data: { customers: count } },
        ),
      ];
}
