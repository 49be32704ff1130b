import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { AnyLearning, Fit } from '../../methods/method.ts';
import type { PlanContext } from '../../plan/context.ts';
import { fitFor, fitOf, learningRelation, withFit } from '../../plan/fits.ts';
import type { Relation } from '../../sql/relation.ts';
import { readFits, recordFits } from '../../warehouse/fits.ts';
import { readRelation } from '../../warehouse/read-table.ts';

/** A segmentation that can place, and the fit its rules come from; null where it needs none or nothing was there. */
export interface FittedSegmentation {
  readonly segmentation: Segmentation;
  readonly fit: Fit | null;
}

export interface Fits {
  /** By depth of reference, as in the project. */
  readonly segmentations: readonly FittedSegmentation[];
  readonly findings: readonly Finding[];
}

/** Gives every segmentation its rules: from the newest fit that is valid on the day, or from one learned now. */
export async function fitSegmentations(
  project: Project,
  facts: ReadonlyMap<string, Relation>,
  engine: Engine,
  context: PlanContext,
): Promise<Fits> {
  const needed = project.segmentations.some(({ learning }) => learning);
  const stored = needed ? await readFits(engine) : [];
  const learned: Fit[] = [];
  const findings: Finding[] = [];
  const segmentations: FittedSegmentation[] = [];
  for (const segmentation of project.segmentations) {
    const { learning } = segmentation;
    let fit = learning && fitFor(segmentation, learning, stored, context.asOf);
    if (learning && !fit) {
      const relation = facts.get(segmentation.entity.id);
      if (!relation) throw new Error(`no facts of ${segmentation.entity.id}`);
      const { customers, ...now } = await learnNow(segmentation, learning, relation, engine, context);
      fit = now.fit;
      if (fit) learned.push(fit);
      findings.push(...tooFew(segmentation, customers, project.limits.minimumCount, context));
    }
    segmentations.push({ segmentation: withFit(segmentation, fit), fit });
  }
  await recordFits(learned, engine, context.runId);
  return { segmentations, findings };
}

async function learnNow(
  segmentation: Segmentation,
  learning: AnyLearning,
  facts: Relation,
  engine: Engine,
  { asOf }: PlanContext,
): Promise<{ readonly fit: Fit | null; readonly customers: number }> {
  const rows = await readRelation(
    engine,
    learningRelation(learning, facts),
    `what ${segmentation.id} learns from`,
    asOf,
  );
  const { parameters, customers } = learning.learn(rows);
  return { fit: parameters === null ? null : fitOf(segmentation, learning, parameters, asOf), customers };
}

function tooFew(
  { id, place }: Segmentation,
  customers: number,
  minimum: number,
  { asOf }: PlanContext,
): readonly Finding[] {
  if (customers >= minimum) return [];
  const data = { segmentation: id, customers };
  return customers === 0
    ? [
        warning('fit-nothing-to-learn', `On ${asOf} there is no customer \`${id}\` could learn from.`, {
          place,
          hint: 'Everybody is in its fallback until a run finds some.',
          data,
        }),
      ]
    : [
        warning('fit-few-customers', `\`${id}\` has learned from ${customers} customers on ${asOf}.`, {
          place,
          hint: `That is fewer than \`minimumCount\`, ${minimum}; give thresholds, or learn again later.`,
          data,
        }),
      ];
}
