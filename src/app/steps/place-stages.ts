import type { Project, Segmentation } from '../../definitions/project.ts';
import type { PlanContext } from '../../plan/context.ts';
import { totalsRelation } from '../../plan/events/observed.ts';
import { factsRelation } from '../../plan/facts.ts';
import { factsSteps } from '../../plan/facts/steps.ts';
import type { PlacedStage } from '../../plan/ledger.ts';
import { statusesRelation } from '../../plan/ledger.ts';
import { narrowed } from '../../plan/narrowed.ts';
import { endsOf, hidesDays, isAnythingRestated, isOldReadable } from '../../plan/path/ends.ts';
import { onlyOf } from '../../plan/path/family.ts';
import { stageOrigin } from '../../plan/path/stage-facts.ts';
import type { Stage } from '../../plan/path/stages.ts';
import { placedOtherwiseByHand, stagesOf } from '../../plan/path/stages.ts';
import { placedRelation } from '../../plan/placements.ts';
import { listOf } from '../../plan/ranks.ts';
import { renamed } from '../../plan/renamed.ts';
import { rowsOn } from '../../plan/rows-on.ts';
import { column } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select, table } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import type { Cause } from '../../tables/ledger.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { EarlierRun } from './earlier-run.ts';
import { loadedRows, usedSources } from './load-sources.ts';
import { keptBy, stageTables, storeFamilies, storeRows } from './stage-tables.ts';
import type { Making, Traced } from './traced.ts';

/** The movers of some segmentations at every stage of the path, in tables until `drop`. */
export interface StageTrace {
  /** The stages that can be told apart for a segmentation, and what the way from the last of them to today is called. */
  readonly of: (segmentation: Segmentation) => {
    readonly stages: readonly PlacedStage[];
    readonly last: Cause;
    /** Customers whose last step was made by a hand. */
    readonly byHand: readonly string[];
  };
  /** By entity, rows of `statusesRelation`, of the movers and those they are made of. */
  readonly statuses: ReadonlyMap<string, Relation>;
  readonly drop: () => Promise<void>;
}

/** Places the movers of some segmentations, by id, at every stage between an earlier run and this one. */
export async function placeStages(
  earlier: EarlierRun,
  moves: ReadonlyMap<string, Relation>,
  traced: Traced,
): Promise<StageTrace> {
  const { project, facts, loaded } = traced;
  const now = narrowed(project, { segmentations: project.segmentations.filter(({ id }) => moves.has(id)) });
  const told = new Set(now.segmentations.map(({ id }) => id));
  const before = narrowed(earlier.project, {
    segmentations: earlier.project.segmentations.filter(({ id }) => told.has(id)),
  });
  const hashes = new Map(loaded.loads.map(({ source, contentHash }) => [source.id, contentHash]));
  const ends = endsOf({ ...earlier, project: before }, { asOf: traced.plan.asOf, project: now, hashes });
  const stages = stagesOf({
    ...{ before, now, from: earlier.asOf, to: traced.plan.asOf },
    isRestated: isAnythingRestated(ends) || now.segmentations.some((one) => isHeldAnew(one, earlier, traced)),
    isOldReadable: isOldReadable(
      ends,
      loaded.loads.map(({ source }) => source),
    ),
    oldFits: earlier.fits,
    newFits: traced.fits,
  });
  const { store, drop } = stageTables(traced);
  const both = { before: keptBy(earlier), now: facts.ofEntity };
  const family = await storeFamilies(ends, moves, both, traced, store);
  const rowsOf = await storeRows(stages, ends, earlier, family, traced, store);
  const making: Making = { earlier, ends, facts: both, family, rowsOf, traced, store };
  const placedAt = await placeEach(stages, making);
  const statuses = await storeStatuses(making);
  return {
    of: (segmentation) => {
      const isBlind = hidesDays(ends, segmentation.id);
      const apart = placedAt.filter(({ stage }) => !isBlind || stage.day === earlier.asOf);
      return {
        stages: apart.map(({ stage, placed }) => ({
          cause: stage.cause,
          placed: inNamesOfToday(segmentation, placed.get(segmentation.id), stage),
        })),
        last: isBlind ? 'data' : 'behaviour',
        byHand: placedOtherwiseByHand(segmentation, {
          before,
          from: earlier.asOf,
          to: traced.plan.asOf,
        }),
      };
    },
    statuses,
    drop,
  };
}

async function storeStatuses({ earlier, ends, family, traced, store }: Making) {
  const statuses = new Map<string, Relation>();
  for (const entity of ends.now.entities) {
    const keys = family.get(entity.id);
    if (!keys || !ends.now.segmentations.some((one) => one.entity.id === entity.id)) continue;
    const all = statusesRelation(entity, { before: earlier.runId, now: traced.plan.runId });
    const rows = select(onlyOf(all, [{ column: 'customer', keys }]), STATUSES);
    statuses.set(entity.id, await store(`statuses_${entity.id}`, rows, traced.plan));
  }
  return statuses;
}

const STATUSES = ['customer', 'before', 'now'].map((name) => ({ name, expression: column(name, TEXT) }));

/**
 * Every stage is placed over the holds that the run now starts from. Those are of the old run, or what it started from; others
 * mean that a day between was restated.
 */
function isHeldAnew(segmentation: Segmentation, { runId, states }: EarlierRun, { plan }: Traced): boolean {
  const state = (segmentation.hysteresis && plan.holdOf?.(segmentation)?.runId) ?? null;
  return state !== null && state !== runId && state !== states.get(segmentation.id);
}

interface PlacedAt {
  readonly stage: Stage;
  /** By segmentation: columns `customer`, `segment` and `status`. */
  readonly placed: ReadonlyMap<string, Relation>;
}

async function placeEach(stages: readonly Stage[], making: Making): Promise<readonly PlacedAt[]> {
  const { earlier, rowsOf, traced, store } = making;
  const placedAt: PlacedAt[] = [];
  const factsAt = new Map<string, ReadonlyMap<string, Relation>>();
  for (const [index, stage] of stages.entries()) {
    const placed = new Map<string, Relation>();
    const context: PlanContext = {
      ...traced.plan,
      ...{ asOf: stage.day, knownUntil: traced.plan.asOf, seenUntil: earlier.asOf, rowsOf },
      observed: stage.peers === 'now' ? traced.facts.observed : await observedThen(stage.project, making),
      segmentsOf: ({ id }) => placed.get(id) ?? table([], []),
      // The statement that reads a stage is printed for the new day: what is of the old one is stored.
      ...(stage.day === traced.plan.asOf
        ? { placing: new Map(stage.project.segmentations.map((one) => [one.id, one])) }
        : {}),
    };
    const key = [stage.definitions, stage.peers, stage.day].join(' ');
    const facts = factsAt.get(key) ?? (await storeFacts(index, stage, context, making));
    factsAt.set(key, facts);
    for (const segmentation of stage.project.segmentations) {
      const own = facts.get(segmentation.entity.id);
      if (!own) throw new Error(`no facts of ${segmentation.entity.id}`);
      const list = listOf(segmentation, context);
      const { relation, placement } = placedRelation(segmentation, list, own, null, context);
      const members = select(relation, [
        { name: 'customer', expression: column(FACTS.key, TEXT) },
        { name: 'segment', expression: placement.segment },
        { name: 'status', expression: column(FACTS.status, TEXT) },
      ]);
      placed.set(
        segmentation.id,
        isReadOnce(segmentation, stage, context)
          ? members
          : await store(`at_${index}_${segmentation.id}`, members, context),
      );
    }
    placedAt.push({ stage, placed });
  }
  return placedAt;
}

/** Whether only the path reads where a segmentation puts the movers, so that it may as well place them itself. */
function isReadOnce(
  { id, entity, likeness, hysteresis }: Segmentation,
  { project }: Stage,
  context: PlanContext,
) {
  const isAskedFromBelow = project.segmentations.some(
    (other) => other.entity.id !== entity.id && other.uses.some((used) => used.id === id),
  );
  return context.placing !== undefined && !likeness && !hysteresis && !isAskedFromBelow;
}

async function storeFacts(
  index: number,
  stage: Stage,
  context: PlanContext,
  { earlier, ends, facts, family, store }: Making,
): Promise<ReadonlyMap<string, Relation>> {
  const built = new Map<string, Relation>();
  const origin = stageOrigin(stage, { ...ends, from: earlier.asOf }, facts, family);
  for (const [number, step] of factsSteps(stage.project).entries()) {
    const { id } = step.entity;
    const rows = factsRelation(step, built, context, origin);
    built.set(id, await store(`facts_${index}_${number}_${id}`, rows, context));
  }
  return built;
}

/** What sources show, with what anybody had on the old day in place of what anybody has: others have not moved yet. */
async function observedThen(project: Project, { earlier, traced }: Making): Promise<PlanContext['observed']> {
  const { engine, plan, loaded, facts } = traced;
  const loadedOf = loadedRows(engine, loaded.runId);
  const context: PlanContext = {
    ...plan,
    ...{ asOf: earlier.asOf, observed: facts.observed },
    rowsOf: (source) => rowsOn(source, loadedOf(source)),
  };
  const observed = new Map(facts.observed);
  for (const source of usedSources(project)) {
    const seen = observed.get(source.id);
    const relation = seen ? totalsRelation(source, project, context) : null;
    if (!seen || !relation) continue;
    const [row] = await readRelation(engine, relation, `what anybody had of ${source.id}`, earlier.asOf);
    const totals = Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)] as const);
    observed.set(source.id, { ...seen, totals: new Map(totals) });
  }
  return observed;
}

/** Segments of the old definitions go by the names they have today. */
function inNamesOfToday(
  segmentation: Segmentation,
  placed: Relation | undefined,
  { definitions }: Stage,
): Relation {
  if (!placed) throw new Error(`${segmentation.id} was not placed`);
  if (definitions === 'now') return placed;
  return select(placed, [
    { name: 'customer', expression: column('customer', TEXT) },
    { name: 'segment', expression: renamed(segmentation, column('segment', TEXT)) },
    { name: 'status', expression: column('status', TEXT) },
  ]);
}
