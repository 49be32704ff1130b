import type { Project } from '../../definitions/project.ts';
import type { CallOptions, Engine } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import { movesRelation } from '../../plan/ledger.ts';
import { assignmentRows, placedSegments, resemblanceRows } from '../../plan/placements.ts';
import { holdRows } from '../../plan/hold-rows.ts';
import { createTableAs } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { assignments } from '../../tables/assignments.ts';
import { holds } from '../../tables/holds.ts';
import { stagingTableName } from '../../tables/facts-table.ts';
import { resemblances } from '../../tables/resemblances.ts';
import type { StateTable } from '../../tables/state-table.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { dropTable } from '../../warehouse/state.ts';
import { currentSnapshot, stateSnapshot } from '../../warehouse/runs.ts';
import type { BegunDay } from './begin-day.ts';
import { insertRelation } from './insert-relation.ts';
import { placeOne } from './place-one.ts';
import { movesTable } from './trace-moves.ts';
import type { PlacedSegmentation } from './placed-segmentation.ts';
import { recordSnapshot } from './record-run.ts';

/**
 * Places every segmentation by depth of reference, unless that is done, and writes snapshots and assignments; who moved since
 * the snapshot before is kept to be told.
 */
export async function placeSegmentations(
  { limits }: Project,
  { facts, fits, placed: ahead }: BegunDay,
  earlier: readonly Snapshot[],
  engine: Engine,
  context: PlanContext,
  options: CallOptions,
): Promise<readonly PlacedSegmentation[]> {
  const placed: PlacedSegmentation[] = [];
  const placing = new Map(fits.segmentations.map(({ segmentation }) => [segmentation.id, segmentation]));
  const plan: PlanContext = { ...context, placing };
  for (const { segmentation, fit } of fits.segmentations) {
    const ranked = facts.ofEntity.get(segmentation.entity.id);
    if (!ranked) throw new Error(`no facts of ${segmentation.entity.id}`);
    const begun = ahead.get(segmentation.id);
    // What a likeness calculates is too much to be worked out again by each statement that reads it.
    const isStored = !begun && (engine.dialect.storesPlacements || segmentation.likeness !== null);
    // In the state itself: DuckDB writes to one database in a transaction.
    const storeAs = isStored ? stagingTableName(`placed_${segmentation.id}`, context.runId) : null;
    const boundaryMargin = segmentation.boundaryMargin ?? limits.boundaryMargin;
    const { placed: relation, counts } =
      begun ?? (await placeOne(segmentation, ranked, { boundaryMargin, storeAs }, engine, plan));
    const insert = (table: StateTable, rows: Relation) =>
      insertRelation(table, segmentation.id, rows, engine, context, options);
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
    if (storeAs) await dropTable(engine, storeAs);
    placed.push(made);
  }
  return placed;
}
