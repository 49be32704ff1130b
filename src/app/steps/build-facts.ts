import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { Entity, Project } from '../../definitions/project.ts';
import type { Engine, CallOptions } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import { coverageFindings } from '../../plan/events/coverage.ts';
import { factsRelation } from '../../plan/facts.ts';
import { historyFindings } from '../../plan/facts/history.ts';
import { partsOf } from '../../plan/facts/parts.ts';
import { unknownStatusCount } from '../../plan/facts/status.ts';
import { factsSteps } from '../../plan/facts/steps.ts';
import { axesOfEntity, rankedRelation } from '../../plan/ranks.ts';
import { createTableAs } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, table } from '../../sql/relation.ts';
import { factsTableName } from '../../tables/facts-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import { dropTable } from '../../warehouse/state.ts';
import { observeSources } from './observe-sources.ts';

/** The stored wide tables of a run, by entity id. */
export interface Facts {
  readonly ofEntity: ReadonlyMap<string, Relation>;
  readonly observed: PlanContext['observed'];
  readonly findings: readonly Finding[];
}

/** Asks what the event sources hold, then writes the wide table of every entity: tables of the run alone, by `nameOf`. */
export async function buildFacts(
  project: Project,
  engine: Engine,
  plan: PlanContext,
  options: CallOptions,
  nameOf: (of: string, runId: string) => readonly string[] = factsTableName,
): Promise<Facts> {
  const { observed, findings: seen } = await observeSources(project, engine, plan);
  const context = { ...plan, observed };
  const ofEntity = new Map<string, Relation>();
  const findings: Finding[] = [...seen];
  const working: string[] = [];
  const store = (name: string, rows: Relation) =>
    storeFacts(nameOf(name, plan.runId), name, rows, engine, context, options);
  const steps = factsSteps(project).flatMap((step) => partsOf(step, engine.dialect.scansJoined));
  for (const [index, step] of steps.entries()) {
    const { entity, isLast } = step;
    const axes = isLast ? axesOfEntity(entity, project.segmentations, context) : [];
    const isWhole = isLast && axes.length === 0;
    const name = isWhole ? entity.id : `${entity.id}__${index}`;
    if (!isWhole) working.push(name);
    let stored = await store(name, factsRelation(step, ofEntity, context));
    if (axes.length > 0) stored = await store(entity.id, rankedRelation(stored, axes));
    ofEntity.set(entity.id, stored);
    if (!isLast) continue;
    findings.push(
      ...historyFindings(entity, context),
      ...coverageFindings(entity, context),
      ...(await unknownStatus(entity, stored, engine, context)),
    );
  }
  for (const name of working) await dropTable(engine, nameOf(name, plan.runId));
  return { ofEntity, observed, findings };
}

async function storeFacts(
  name: readonly string[],
  of: string,
  rows: Relation,
  engine: Engine,
  context: PlanContext,
  options: CallOptions,
): Promise<Relation> {
  const print = printOptions(context, `facts of ${of}`);
  await engine.execute(createTableAs(name, rows, [], engine.dialect, print), options);
  return table(name, columnsOf(rows));
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
