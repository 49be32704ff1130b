import type { Evidence } from '../../checks/evidence.ts';
import type { Entity, Project } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { churnAttributes, churnRelation, readChurn } from '../../measures/churn-agreement.ts';
import { missingRelation, readMissing } from '../../measures/missing-values.ts';
import type { PlanContext } from '../../plan/context.ts';
import type { Relation } from '../../sql/relation.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Loads } from './load-sources.ts';
import type { PlacedSegmentation } from './place-segmentations.ts';

/** Measures what the checks of a run judge. */
export async function gatherEvidence(
  project: Project,
  facts: ReadonlyMap<string, Relation>,
  placed: readonly PlacedSegmentation[],
  { loads }: Loads,
  engine: Engine,
  { asOf }: PlanContext,
): Promise<Evidence> {
  const oneRow = async (relation: Relation, label: string) =>
    (await readRelation(engine, relation, label, asOf))[0] ?? {};
  const factsOf = (entity: Entity) => {
    const relation = facts.get(entity.id);
    if (!relation) throw new Error(`no facts of ${entity.id}`);
    return relation;
  };
  const churn = [];
  const missing = [];
  for (const entity of project.entities) {
    for (const attribute of churnAttributes(entity)) {
      const row = await oneRow(churnRelation(attribute, factsOf(entity)), `churn by ${attribute.id}`);
      churn.push(readChurn(entity, attribute, row));
    }
    missing.push(
      ...readMissing(
        entity,
        await oneRow(missingRelation(entity, factsOf(entity)), `missing values of ${entity.id}`),
      ),
    );
  }
  return { project, asOf, segmentations: placed.map(({ counts }) => counts), loads, churn, missing };
}
