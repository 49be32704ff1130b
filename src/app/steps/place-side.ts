import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { measuredChecks } from '../../checks/index.ts';
import type { Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { readReasons, reasonsRelation } from '../../measures/placement-reasons.ts';
import type { SegmentationCounts } from '../../measures/segment-counts.ts';
import type { Fit } from '../../methods/method.ts';
import type { PlanContext } from '../../plan/context.ts';
import type { Placed } from '../../plan/placements.ts';
import { placedSegments } from '../../plan/placements.ts';
import { withFlags } from '../../plan/resembling-customers.ts';
import { column } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select, table } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { MONEY } from '../../tables/state-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { readSnapshots, stateSnapshot } from '../../warehouse/runs.ts';
import { dropTable } from '../../warehouse/state.ts';
import type { AppContext } from '../context.ts';
import { buildFacts } from './build-facts.ts';
import { chooseFits } from './fit-segmentations.ts';
import type { PlacementRows } from './gather-evidence.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { holdsBefore } from './holds-before.ts';
import type { Side, SideLoads } from './load-both-sides.ts';
import { scratchName } from './load-sources.ts';
import { measureQuality } from './measure-quality.ts';
import { placeOne } from './place-one.ts';
import { takenAtFaceValue } from './publish-day.ts';

/** A segmentation as a side places it: nothing of it is kept. */
export interface PlacedHere {
  readonly segmentation: Segmentation;
  readonly fit: Fit | null;
  readonly counts: SegmentationCounts;
  /** Of a segmentation with hysteresis: the snapshot whose holds it starts from. */
  readonly state: Snapshot | null;
  /** Customers of the day that fell through to the fallback for want of data. */
  readonly lacksData: number;
  /** Columns `customer`, `segment`, `status`, `money`, `reason` and `margin`; more where it places by likeness. */
  readonly members: Relation;
}

export interface PlacedSide {
  readonly segmentations: ReadonlyMap<string, PlacedHere>;
  /** Fits that no published run has. */
  readonly learned: readonly Fit[];
  /** What a run would find of data, facts, fits and placements. */
  readonly findings: readonly Finding[];
  readonly drop: () => Promise<void>;
}

/**
 * Everything a run does with a project as of a day, up to what it would keep: rules of quality, facts, fits, placements, counts
 * and checks, in tables of the call alone. `newer` are fits that a run before this one would have kept.
 */
export async function placeSide(
  { project, runId }: Side,
  { loads, findings: loading, rows }: SideLoads,
  asOf: CalendarDate,
  newer: readonly Fit[],
  engine: Engine,
  context: AppContext,
): Promise<PlacedSide> {
  const tables: (readonly string[])[] = [];
  const drop = async () => {
    for (const name of tables.splice(0)) await dropTable(engine, name);
  };
  const tableOf = (of: string): readonly string[] => {
    const name = scratchName(engine, of, runId);
    tables.push(name);
    return name;
  };
  const placed = new Map<string, PlacedHere>();
  const segments = new Map<string, Relation>();
  const snapshots = await readSnapshots(engine);
  const plan: PlanContext = {
    ...{ runId, asOf, dialect: engine.dialect, rowsOf: rows.onDate, observed: new Map(), loadedOn: null },
    segmentsOf: ({ id }) => segments.get(id) ?? table([], []),
    holdOf: holdsBefore(snapshots, asOf),
  };
  const options = { signal: context.signal, onProgress: context.onProgress };
  try {
    const quality = await measureQuality(project, { loads }, rows, engine, plan);
    context.onStage('facts');
    const facts = await buildFacts(project, engine, plan, options, (of) => tableOf(`facts_${of}`));
    context.onStage('fit');
    const fits = await chooseFits(project, facts.ofEntity, engine, plan, newer);
    context.onStage('place');
    for (const { segmentation, fit } of fits.segmentations) {
      const ranked = facts.ofEntity.get(segmentation.entity.id);
      if (!ranked) throw new Error(`no facts of ${segmentation.entity.id}`);
      const boundaryMargin = segmentation.boundaryMargin ?? project.limits.boundaryMargin;
      const storeAs = tableOf(`placed_${segmentation.id}`);
      const one = await placeOne(segmentation, ranked, { boundaryMargin, storeAs }, engine, plan);
      segments.set(segmentation.id, placedSegments(one.placed));
      const members = membersOf(one.placed);
      const reasons = readReasons(
        await readRelation(engine, reasonsRelation(members), `reasons of ${segmentation.id}`, asOf),
      );
      const { counts } = one;
      const state = segmentation.hysteresis && stateSnapshot(snapshots, segmentation, asOf);
      const lacksData = reasons.lacks_data;
      placed.set(segmentation.id, { segmentation, fit, counts, state, lacksData, members });
    }
    context.onStage('check');
    const all = [...placed.values()];
    const evidence = await gatherEvidence(
      project,
      facts.ofEntity,
      all,
      rowsIn(placed),
      { loads },
      engine,
      plan,
      // Drift is of days, and both sides of a review stand on one.
      { subjects: [], redefined: [] },
    );
    const findings = [
      ...loading,
      ...quality.findings,
      ...facts.findings,
      ...takenAtFaceValue({ project, context }, plan),
      ...fits.findings,
      ...measuredChecks.flatMap((check) => check.read(evidence)),
    ];
    return { segmentations: placed, learned: fits.learned, findings, drop };
  } catch (failure) {
    await drop();
    throw failure;
  }
}

function membersOf({ relation, placement }: Placed): Relation {
  const { segment, reason, margin, beside } = placement;
  return select(relation, [
    { name: 'customer', expression: column(FACTS.key, TEXT) },
    { name: 'segment', expression: segment },
    { name: 'status', expression: column(FACTS.status, TEXT) },
    { name: 'money', expression: column(FACTS.money, MONEY) },
    { name: 'reason', expression: reason },
    { name: 'margin', expression: margin },
    ...beside,
  ]);
}

function rowsIn(placed: ReadonlyMap<string, PlacedHere>): PlacementRows {
  const members = ({ id }: Segmentation): Relation => {
    const one = placed.get(id);
    if (!one) throw new Error(`${id} was not placed`);
    return one.members;
  };
  return {
    placed: members,
    resembling: (segmentation, margin) => withFlags(members(segmentation), margin),
  };
}
