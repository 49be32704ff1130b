import type { Project } from '../../definitions/project.ts';
import type { CallOptions, Engine } from '../../engines/engine.ts';
import type { Fit } from '../../methods/method.ts';
import type { PlanContext } from '../../plan/context.ts';
import { placedSegments } from '../../plan/placements.ts';
import type { Relation } from '../../sql/relation.ts';
import { table } from '../../sql/relation.ts';
import { dropTable } from '../../warehouse/state.ts';
import type { AppContext } from '../context.ts';
import type { Facts } from './build-facts.ts';
import { buildFacts } from './build-facts.ts';
import type { ChosenFits } from './fit-segmentations.ts';
import { chooseFits } from './fit-segmentations.ts';
import { scratchName } from './load-sources.ts';
import type { PlacedOne } from './place-one.ts';
import { placeOne } from './place-one.ts';

/** What of a day is worked out before its transaction: nothing of it waits for what other days publish. */
export interface BegunDay {
  readonly facts: Facts;
  readonly fits: ChosenFits;
  /** By segmentation, those that are placed already; the others are placed in the transaction. */
  readonly placed: ReadonlyMap<string, PlacedOne>;
}

/** The wide tables and the fits of a day. Before the transaction: DuckDB reads in parallel only what is committed. */
export async function beginDay(
  project: Project,
  engine: Engine,
  plan: PlanContext,
  { signal, onProgress, onStage }: Pick<AppContext, 'signal' | 'onProgress' | 'onStage'>,
): Promise<BegunDay> {
  onStage('facts');
  const facts = await buildFacts(project, engine, plan, { signal, onProgress });
  onStage('fit');
  const fits = await chooseFits(project, facts.ofEntity, engine, plan);
  return { facts, fits, placed: new Map() };
}

/**
 * The same and every placement that no hold decides, in tables of their own until they are dropped: for a day that is begun
 * while the day before it is published. `newer` are the fits that days before it learn and have perhaps not published yet.
 */
export async function beginDayAhead(
  project: Project,
  newer: readonly Fit[],
  engine: Engine,
  plan: PlanContext,
  options: CallOptions,
): Promise<BegunDay> {
  const facts = await buildFacts(project, engine, plan, options);
  const fits = await chooseFits(project, facts.ofEntity, engine, plan, newer);
  const placed = new Map<string, PlacedOne>();
  const segments = new Map<string, Relation>();
  const context: PlanContext = {
    ...plan,
    segmentsOf: ({ id }) => segments.get(id) ?? table([], []),
    placing: new Map(fits.segmentations.map(({ segmentation }) => [segmentation.id, segmentation])),
  };
  for (const { segmentation } of fits.segmentations) {
    const isFree = !segmentation.hysteresis && segmentation.uses.every(({ id }) => placed.has(id));
    const ranked = facts.ofEntity.get(segmentation.entity.id);
    if (!isFree || !ranked) continue;
    const boundaryMargin = segmentation.boundaryMargin ?? project.limits.boundaryMargin;
    const storeAs = scratchName(engine, `placed_${segmentation.id}`, plan.runId);
    const one = await placeOne(segmentation, ranked, { boundaryMargin, storeAs }, engine, context, options);
    placed.set(segmentation.id, one);
    segments.set(segmentation.id, placedSegments(one.placed));
  }
  return { facts, fits, placed };
}

/** Lets go of placements that have been published, or never will be. */
export async function dropPlacements({ placed }: BegunDay, engine: Engine, runId: string): Promise<void> {
  for (const id of placed.keys()) await dropTable(engine, scratchName(engine, `placed_${id}`, runId));
}
