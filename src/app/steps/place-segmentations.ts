import type { Project } from '../../definitions/project.ts';
import type { CallOptions, Engine } from '../../engines/engine.ts';
import { segmentationCounts } from '../../measures/segment-counts.ts';
import type { DecisionList } from '../../methods/decision-list/decision-list.ts';
import type { AxisCounts } from '../../methods/method.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import { movesRelation } from '../../plan/ledger.ts';
import type { Placed } from '../../plan/placements.ts';
import {
  assignmentRows,
  placedRelation,
  placedSegments,
  placementRows,
  resemblanceRows,
  storedPlacement,
} from '../../plan/placements.ts';
import { countsRelation } from '../../plan/placement-counts.ts';
import { holdRows } from '../../plan/hold-rows.ts';
import { axisCountsRelation, listOf, readAxisCounts } from '../../plan/ranks.ts';
import { createTableAs } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { assignments } from '../../tables/assignments.ts';
import { holds } from '../../tables/holds.ts';
import { stagingTableName } from '../../tables/facts-table.ts';
import { resemblances } from '../../tables/resemblances.ts';
import type { StateTable } from '../../tables/state-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { dropTable } from '../../warehouse/state.ts';
import { currentSnapshot, stateSnapshot } from '../../warehouse/runs.ts';
import type { FittedSegmentation } from './fit-segmentations.ts';
import { insertRelation } from './insert-relation.ts';
import { movesTable } from './trace-moves.ts';
import type { PlacedSegmentation } from './placed-segmentation.ts';
import { recordSnapshot } from './record-run.ts';

/**
 * Places every segmentation by depth of reference and writes snapshots and assignments; who moved since the snapshot before
 * is kept to be told.
 */
export async function placeSegmentations(
  { limits }: Project,
  fitted: readonly FittedSegmentation[],
  facts: ReadonlyMap<string, Relation>,
  earlier: readonly Snapshot[],
  engine: Engine,
  context: PlanContext,
  options: CallOptions,
): Promise<readonly PlacedSegmentation[]> {
  const placed: PlacedSegmentation[] = [];
  const placing = new Map(fitted.map(({ segmentation }) => [segmentation.id, segmentation]));
  const plan: PlanContext = { ...context, placing };
  for (const { segmentation, fit } of fitted) {
    const ranked = facts.get(segmentation.entity.id);
    if (!ranked) throw new Error(`no facts of ${segmentation.entity.id}`);
    const list = listOf(segmentation, context);
    const axisCounts = await countAxes(list, ranked, engine, context);
    const boundaryMargin = segmentation.boundaryMargin ?? limits.boundaryMargin;
    const planned = placedRelation(segmentation, list, ranked, axisCounts, plan);
    // In the state itself: DuckDB writes to one database in a transaction.
    const stored = stagingTableName(`placed_${segmentation.id}`, context.runId);
    // What a likeness calculates is too much to be worked out again by each statement that reads it.
    const isStored = engine.dialect.storesPlacements || segmentation.likeness !== null;
    const relation = isStored ? await store(stored, planned, list, engine, context) : planned;
    const insert = (table: StateTable, rows: Relation) =>
      insertRelation(table, segmentation.id, rows, engine, context, options);
    const counted = await readRelation(
      engine,
      countsRelation(list, relation, boundaryMargin),
      `counts of ${segmentation.id}`,
      context.asOf,
    );
    const counts = segmentationCounts(segmentation, counted);
    const previous = currentSnapshot(earlier, segmentation.id, context.asOf);
    const state = segmentation.hysteresis && stateSnapshot(earlier, segmentation, context.asOf);
    const made = { segmentation, fit, counts, previous, state };
    await recordSnapshot(made, boundaryMargin, engine, context);
    await insert(assignments, assignmentRows(segmentation, relation, context));
    const resembling = resemblanceRows(segmentation, relation, context);
    if (resembling) await insert(resemblances, resembling);
    const holding = holdRows(segmentation, relation, context);
    if (holding) await insert(holds, holding);
    if (previous) {
      const moves = movesRelation(segmentation, previous.runId, placedSegments(relation));
      const print = printOptions(context, `moves of ${segmentation.id}`);
      await engine.execute(
        createTableAs(movesTable(segmentation, context.runId), moves, [], engine.dialect, print),
      );
    }
    if (isStored) await dropTable(engine, stored);
    placed.push(made);
  }
  return placed;
}

async function store(
  name: readonly string[],
  planned: Placed,
  list: DecisionList,
  engine: Engine,
  context: PlanContext,
): Promise<Placed> {
  const rows = placementRows(planned, list);
  const print = printOptions(context, `placement ${name.at(-1) ?? ''}`);
  await engine.execute(createTableAs(name, rows, [], engine.dialect, print));
  return storedPlacement(name, rows, planned);
}

async function countAxes(
  list: DecisionList,
  ranked: Relation,
  engine: Engine,
  context: PlanContext,
): Promise<readonly AxisCounts[]> {
  const relation = axisCountsRelation(list, ranked);
  if (!relation) return [];
  const [row] = await readRelation(engine, relation, 'counts at the edges', context.asOf);
  return readAxisCounts(list, row ?? {});
}
