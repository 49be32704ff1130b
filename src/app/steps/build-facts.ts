import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { Entity, Project } from '../../definitions/project.ts';
import type { Engine, CallOptions } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import {
  factsRelation,
  historyFindings,
  storedFacts,
  unknownStatusCount,
  usedOfParent,
} from '../../plan/facts.ts';
import { populationRows } from '../../plan/population.ts';
import { axesOfEntity, rankedRelation } from '../../plan/ranks.ts';
import { createTableAs, insertInto } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { factsTableName } from '../../tables/facts-table.ts';
import { population } from '../../tables/population.ts';
import { STATE_SCHEMA } from '../../tables/state-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';

/** The stored wide tables of a run, by entity id. */
export interface Facts {
  readonly ofEntity: ReadonlyMap<string, Relation>;
  readonly findings: readonly Finding[];
}

/** Writes the wide table of every entity, parents first, and the population rows of the run. */
export async function buildFacts(
  project: Project,
  engine: Engine,
  context: PlanContext,
  options: CallOptions,
): Promise<Facts> {
  const ofEntity = new Map<string, Relation>();
  const findings: Finding[] = [];
  for (const entity of project.entities) {
    const parent = entity.belongsTo ? ofEntity.get(entity.belongsTo.entity.id) : undefined;
    const facts = factsRelation(
      entity,
      parent ? { facts: parent, used: usedOfParent(entity, project) } : null,
      context,
    );
    const ranked = rankedRelation(facts, axesOfEntity(entity, project.segmentations, context));
    const label = `facts of ${entity.id}`;
    await engine.execute(
      createTableAs(
        factsTableName(entity.id, context.runId),
        ranked,
        [],
        engine.dialect,
        printOptions(context, label),
      ),
      options,
    );
    const stored = storedFacts(entity.id, context.runId, ranked);
    ofEntity.set(entity.id, stored);
    await engine.execute(
      insertInto(
        [STATE_SCHEMA, population.name],
        population.columns.map(({ name }) => name),
        populationRows(entity, stored, context),
        engine.dialect,
        printOptions(context, `population of ${entity.id}`),
      ),
      options,
    );
    findings.push(
      ...historyFindings(entity, context),
      ...(await unknownStatus(entity, stored, engine, context)),
    );
  }
  return { ofEntity, findings };
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
