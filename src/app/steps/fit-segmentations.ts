import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { AnyLearning, Fit } from '../../methods/method.ts';
import type { PlanContext } from '../../plan/context.ts';
import { fitBefore, fitFor, fitOf, learningRelation, withFit } from '../../plan/fits.ts';
import type { Relation } from '../../sql/relation.ts';
import { readFits } from '../../warehouse/fits.ts';
import { readRelation } from '../../warehouse/read-table.ts';

/** A segmentation that can place, and the fit its rules come from; null where it needs none or had too few to learn from. */
export interface FittedSegmentation {
  readonly segmentation: Segmentation;
  readonly fit: Fit | null;
}

export interface ChosenFits {
  /** By depth of reference, as in the project. */
  readonly segmentations: readonly FittedSegmentation[];
  /** Those that no run has kept yet. */
  readonly learned: readonly Fit[];
  readonly findings: readonly Finding[];
}

/**
 * Gives every segmentation its rules: from the newest fit that is valid on the day, or from one learned now. What
 * too few customers teach is not kept, since later days would be placed by it. `newer` count as kept by a run after all others.
 */
export async function chooseFits(
  project: Project,
  facts: ReadonlyMap<string, Relation>,
  engine: Engine,
  context: PlanContext,
  newer: readonly Fit[] = [],
): Promise<ChosenFits> {
  const needed = project.segmentations.some(({ learning }) => learning);
  const stored = needed ? [...newer, ...(await readFits(engine))] : [];
  const learned: Fit[] = [];
  const findings: Finding[] = [];
  const segmentations: FittedSegmentation[] = [];
  for (const segmentation of project.segmentations) {
    const { learning } = segmentation;
    let fit = learning && fitFor(segmentation, learning, stored, context.asOf);
    if (learning && !fit) {
      const relation = facts.get(segmentation.entity.id);
      if (!relation) throw new Error(`no facts of ${segmentation.entity.id}`);
      const before = fitBefore(segmentation, stored, context.asOf);
      const { parameters, customers } = await learnNow(
        segmentation,
        learning,
        before,
        relation,
        engine,
        context,
      );
      if (parameters !== null && customers >= project.limits.minimumCount) {
        fit = fitOf(segmentation, learning, parameters, context.asOf);
        learned.push(fit);
      } else findings.push(tooFew(segmentation, customers, project.limits.minimumCount, context));
    }
    segmentations.push({ segmentation: withFit(segmentation, fit), fit });
  }
  return { segmentations, findings, learned };
}

async function learnNow(
  { id }: Segmentation,
  learning: AnyLearning,
  before: Fit | null,
  facts: Relation,
  engine: Engine,
  { asOf }: PlanContext,
): Promise<ReturnType<AnyLearning['learn']>> {
  return learning.learn(
    await readRelation(engine, learningRelation(learning, facts), `what ${id} learns from`, asOf),
    before?.parameters ?? null,
  );
}

function tooFew(
  { id, fallback, place }: Segmentation,
  customers: number,
  minimum: number,
  { asOf }: PlanContext,
): Finding {
  return warning(
    'fit-too-few',
    `\`${id}\` has ${customers} customers with data to learn from on ${asOf}, too few to say anything; everybody is in \`${fallback.id}\`.`,
    {
      place,
      hint: `It takes ${minimum}, the project's \`minimumCount\`; a later run learns, and thresholds can be given.`,
      data: { segmentation: id, customers, minimum },
    },
  );
}
