import { isOnGrid } from '../../base/day-grid.ts';
import type { Finding } from '../../base/finding.ts';
import type { Project } from '../../definitions/project.ts';
import type { CallOptions, Engine } from '../../engines/engine.ts';
import type { BinnedAttribute } from '../../measures/drift/bin.ts';
import { binRows } from '../../measures/drift/recorded-bins.ts';
import type { PlanContext } from '../../plan/context.ts';
import { populationRows } from '../../plan/population.ts';
import type { Relation } from '../../sql/relation.ts';
import { definitionTexts } from '../../tables/definition-texts.ts';
import { distributions } from '../../tables/distributions.ts';
import { findings as findingsTable } from '../../tables/findings.ts';
import { population } from '../../tables/population.ts';
import { ruleCounts } from '../../tables/rule-counts.ts';
import { ruleOverlaps } from '../../tables/rule-overlaps.ts';
import { runDefinitions } from '../../tables/run-definitions.ts';
import { runs } from '../../tables/runs.ts';
import { segmentCounts } from '../../tables/segment-counts.ts';
import { snapshotId, snapshots } from '../../tables/snapshots.ts';
import type { StateRow } from '../../warehouse/insert-rows.ts';
import { insertRows } from '../../warehouse/insert-rows.ts';
import { readTable } from '../../warehouse/read-table.ts';
import type { Run } from '../../warehouse/runs.ts';
import { insertRelation } from './insert-relation.ts';
import type { PlacedSegmentation } from './placed-segmentation.ts';

/** Writes who is in the facts of every entity, with status and money. */
export async function recordPopulation(
  { entities }: Project,
  facts: ReadonlyMap<string, Relation>,
  engine: Engine,
  context: PlanContext,
  options: CallOptions,
): Promise<void> {
  for (const entity of entities) {
    const stored = facts.get(entity.id);
    if (!stored) throw new Error(`no facts of ${entity.id}`);
    const rows = populationRows(entity, stored, context);
    await insertRelation(population, entity.id, rows, engine, context, options);
  }
}

/** Names a snapshot before its rows are written, so that those a killed run leaves can be found. */
export async function recordSnapshot(
  { segmentation, fit, counts, previous, state }: PlacedSegmentation,
  boundaryMargin: number,
  engine: Engine,
  { runId, asOf }: PlanContext,
): Promise<void> {
  await insertRows(engine, snapshots, [
    {
      snapshot_id: snapshotId(runId, segmentation.id),
      run_id: runId,
      as_of: asOf,
      segmentation: segmentation.id,
      entity: segmentation.entity.id,
      method: segmentation.method,
      definition_hash: segmentation.hash,
      fit_hash: fit?.fitHash ?? null,
      previous_run_id: previous?.runId ?? null,
      customers: counts.customers,
      boundary_margin: boundaryMargin,
      is_grid_day: segmentation.hysteresis && isOnGrid(segmentation.hysteresis.grid, asOf),
      state_run_id: state?.runId ?? null,
    },
  ]);
}

/** Counts of segments and rules of the placed segmentations. */
export async function recordCounts(
  placed: readonly PlacedSegmentation[],
  engine: Engine,
  context: PlanContext,
): Promise<void> {
  const head = { run_id: context.runId, as_of: context.asOf };
  const rowsOf = (rows: (one: PlacedSegmentation) => readonly StateRow[]) =>
    placed.flatMap((one) => rows(one).map((row) => ({ ...head, segmentation: one.segmentation.id, ...row })));
  await insertRows(
    engine,
    segmentCounts,
    rowsOf(({ counts }) =>
      counts.segments.map(({ segment, ordinal, customers, active, money, boundary }) => ({
        segment,
        ordinal,
        customers,
        active,
        money,
        boundary,
      })),
    ),
  );
  await insertRows(
    engine,
    ruleCounts,
    rowsOf(({ counts }) =>
      counts.rules.map((rule) => ({
        ordinal: rule.ordinal,
        segment: rule.segment,
        true_count: rule.trueCount,
        false_count: rule.falseCount,
        unknown_count: rule.unknownCount,
        taken_count: rule.takenCount,
      })),
    ),
  );
  await insertRows(
    engine,
    ruleOverlaps,
    rowsOf(({ counts }) =>
      counts.rules.flatMap(({ ordinal, segment, swallowed }) =>
        swallowed.map(({ by, customers }) => ({ ordinal, segment, taken_by: by, customers })),
      ),
    ),
  );
}

/** What was counted of every attribute, in the bins it is compared by. */
export async function recordDistributions(
  binned: readonly BinnedAttribute[],
  engine: Engine,
  { runId, asOf }: PlanContext,
): Promise<void> {
  await insertRows(
    engine,
    distributions,
    binned.flatMap((one) => binRows(one).map((row) => ({ run_id: runId, as_of: asOf, ...row }))),
  );
}

/** The texts a run used; a text already kept is not kept twice. */
export async function recordTexts(project: Project, engine: Engine, runId: string): Promise<void> {
  const kept = new Set(
    (await readTable(engine, definitionTexts)).map((row) => `${String(row['hash'])} ${String(row['path'])}`),
  );
  const fresh = project.texts.filter(({ hash, path }) => !kept.has(`${hash} ${path}`));
  await insertRows(
    engine,
    definitionTexts,
    fresh.map(({ hash, path, text }) => ({ hash, path, text })),
  );
  await insertRows(
    engine,
    runDefinitions,
    project.texts.map(({ hash, path }) => ({ run_id: runId, path, hash })),
  );
}

export async function recordFindings(
  found: readonly Finding[],
  engine: Engine,
  runId: string,
): Promise<void> {
  await insertRows(
    engine,
    findingsTable,
    found.map((finding, ordinal) => ({
      run_id: runId,
      ordinal,
      code: finding.code,
      severity: finding.severity,
      message: finding.message,
      hint: finding.hint ?? null,
      path: finding.place?.path ?? null,
      line: finding.place?.line ?? null,
      column_no: finding.place?.column ?? null,
      data: finding.data ? JSON.stringify(finding.data) : null,
    })),
  );
}

/** The commit mark: written last. */
export async function recordRun(run: Run, engine: Engine): Promise<void> {
  await insertRows(engine, runs, [
    {
      run_id: run.runId,
      as_of: run.asOf,
      outcome: run.outcome,
      started_at: run.startedAt,
      finished_at: run.finishedAt,
      engine: run.engine,
      engine_version: run.engineVersion,
      clade_version: run.cladeVersion,
      project_hash: run.projectHash,
      git_commit: run.gitCommit,
    },
  ]);
}
