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
  /** By id, segmentations that are placed already; the others are placed in the transaction. */
  readonly placed: ReadonlyMap<string, PlacedOne>;
}

/**
 * The wide tables and the fits of a day, before the transaction: DuckDB reads in parallel only what is committed, and a killed
 * run's facts are dropped. `newer` are fits of days before it that are perhaps not published yet.
 */
export async function beginDay(
  project: Project,
  newer: readonly Fit[],
  engine: Engine,
  plan: PlanContext,
  { onStage, ...options }: CallOptions & Pick<AppContext, 'onStage'>,
): Promise<BegunDay> {
  const facts = await buildFacts(project, engine, plan, options);
  onStage('fit');
  const fits = await chooseFits(project, facts.ofEntity, engine, plan, newer);
  return { facts, fits, placed: new Map() };
}

/** Everybody's place in the segmentations that no hold of an earlier day decides, in tables until {@link dropPlacements}. */
export async function placeAhead(
  { limits }: Project,
  { facts, fits }: BegunDay,
  engine: Engine,
  plan: PlanContext,
  options: CallOptions,
): Promise<BegunDay> {
  const placed = new Map<string, PlacedOne>();
  const context: PlanContext = {
    ...plan,
    segmentsOf: ({ id }) => segmentsIn(placed.get(id)),
    placing: new Map(fits.segmentations.map(({ segmentation }) => [segmentation.id, segmentation])),
  };
  for (const { segmentation } of fits.segmentations) {
    const isFree = !segmentation.hysteresis && segmentation.uses.every(({ id }) => placed.has(id));
    const ranked = facts.ofEntity.get(segmentation.entity.id);
    if (!isFree || !ranked) continue;
    const boundaryMargin = segmentation.boundaryMargin ?? limits.boundaryMargin;
    const storeAs = placementName(engine, segmentation.id, plan.runId);
    const one = await placeOne(segmentation, ranked, { boundaryMargin, storeAs }, engine, context, options);
    placed.set(segmentation.id, one);
  }
  return { facts, fits, placed };
}

const segmentsIn = (one: PlacedOne | undefined): Relation =>
  one ? placedSegments(one.placed) : table([], []);

/** Lets go of placements that have been published, or never will be. */
export async function dropPlacements({ placed }: BegunDay, engine: Engine, runId: string): Promise<void> {
  for (const id of placed.keys()) await dropTable(engine, placementName(engine, id, runId));
}

const placementName = (engine: Engine, id: string, runId: string) =>
  scratchName(engine, `placed_${id}`, runId);
