import type { Segmentation } from '../../definitions/project.ts';
import type { CallOptions, Engine } from '../../engines/engine.ts';
import type { SegmentationCounts } from '../../measures/segment-counts.ts';
import { segmentationCounts } from '../../measures/segment-counts.ts';
import type { DecisionList } from '../../methods/decision-list/decision-list.ts';
import type { AxisCounts } from '../../methods/method.ts';
import type { PlanContext } from '../../plan/context.ts';
import { printOptions } from '../../plan/context.ts';
import type { Placed } from '../../plan/placements.ts';
import { countsRelation } from '../../plan/placement-counts.ts';
import { placedRelation, placementRows, storedPlacement } from '../../plan/placements.ts';
import { axisCountsRelation, listOf, readAxisCounts } from '../../plan/ranks.ts';
import { createTableAs } from '../../sql/print.ts';
import type { Relation } from '../../sql/relation.ts';
import { readRelation } from '../../warehouse/read-table.ts';

/** A segmentation over the facts of a day, and what one scan of it counts. */
export interface PlacedOne {
  readonly placed: Placed;
  readonly counts: SegmentationCounts;
}

/** Places every customer of one segmentation, with margins, and counts; kept in a table where `storeAs` names one. */
export async function placeOne(
  segmentation: Segmentation,
  ranked: Relation,
  {
    boundaryMargin,
    storeAs,
  }: { readonly boundaryMargin: number; readonly storeAs: readonly string[] | null },
  engine: Engine,
  context: PlanContext,
  options: CallOptions = {},
): Promise<PlacedOne> {
  const list = listOf(segmentation, context);
  const axisCounts = await countAxes(list, ranked, engine, context);
  const planned = placedRelation(segmentation, list, ranked, axisCounts, context);
  const placed = storeAs ? await store(storeAs, planned, list, engine, context, options) : planned;
  const counted = await readRelation(
    engine,
    countsRelation(list, placed, boundaryMargin),
    `counts of ${segmentation.id}`,
    context.asOf,
  );
  return { placed, counts: segmentationCounts(segmentation, counted) };
}

async function store(
  name: readonly string[],
  planned: Placed,
  list: DecisionList,
  engine: Engine,
  context: PlanContext,
  options: CallOptions,
): Promise<Placed> {
  const rows = placementRows(planned, list);
  const print = printOptions(context, `placement ${name.at(-1) ?? ''}`);
  await engine.execute(createTableAs(name, rows, [], engine.dialect, print), options);
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
