import type { CalendarDate } from '../base/calendar-date.ts';
import type { Engine } from '../engines/engine.ts';
import { runs } from '../tables/runs.ts';
import { snapshots } from '../tables/snapshots.ts';
import { readTable } from './read-table.ts';

/** A computation that ended. Times are ISO 8601 in UTC. */
export interface Run {
  readonly runId: string;
  readonly asOf: CalendarDate;
  readonly outcome: 'published' | 'stopped';
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly cladeVersion: string;
  readonly projectHash: string;
  readonly gitCommit: string | null;
}

/** A segmentation as a published run left it. */
export interface Snapshot {
  readonly runId: string;
  readonly asOf: CalendarDate;
  readonly segmentation: string;
  readonly entity: string;
  readonly method: string;
  readonly definitionHash: string;
  /** Of the parameters it was placed by; null where nothing is learned. */
  readonly fitHash: string | null;
  readonly previousRunId: string | null;
  readonly customers: number;
  readonly boundaryMargin: number;
  /** Of a segmentation with hysteresis: whether customers could move on the day; null without. */
  readonly isGridDay: boolean | null;
  /** The run whose holds it started from; null where there was none. */
  readonly stateRunId: string | null;
}

/** Every run, the newest first. */
export async function readRuns(engine: Engine): Promise<readonly Run[]> {
  const rows = await readTable(engine, runs);
  return rows
    .map((row): Run => ({
      runId: String(row['run_id']),
      asOf: row['as_of'] as CalendarDate,
      outcome: row['outcome'] as Run['outcome'],
      startedAt: String(row['started_at']),
      finishedAt: String(row['finished_at']),
      engine: String(row['engine']),
      engineVersion: String(row['engine_version']),
      cladeVersion: String(row['clade_version']),
      projectHash: String(row['project_hash']),
      gitCommit: row['git_commit'] === null ? null : String(row['git_commit']),
    }))
    .sort((a, b) => compareText(b.runId, a.runId));
}

/** Snapshots of published runs, the newest run first. */
export async function readSnapshots(engine: Engine): Promise<readonly Snapshot[]> {
  const published = new Set((await readRuns(engine)).filter(isPublished).map(({ runId }) => runId));
  const rows = await readTable(engine, snapshots);
  return rows
    .map((row): Snapshot => ({
      runId: String(row['run_id']),
      asOf: row['as_of'] as CalendarDate,
      segmentation: String(row['segmentation']),
      entity: String(row['entity']),
      method: String(row['method']),
      definitionHash: String(row['definition_hash']),
      fitHash: row['fit_hash'] === null ? null : String(row['fit_hash']),
      previousRunId: row['previous_run_id'] === null ? null : String(row['previous_run_id']),
      customers: Number(row['customers']),
      boundaryMargin: Number(row['boundary_margin']),
      isGridDay: row['is_grid_day'] === null ? null : row['is_grid_day'] === true,
      stateRunId: row['state_run_id'] === null ? null : String(row['state_run_id']),
    }))
    .filter(({ runId }) => published.has(runId))
    .sort((a, b) => compareText(b.runId, a.runId));
}

export const isPublished = ({ outcome }: Run): boolean => outcome === 'published';

/** The snapshot that holds on a date: of those at or before it the newest date, then the newest run. */
export function currentSnapshot(
  all: readonly Snapshot[],
  segmentation: string,
  onDate: CalendarDate | null,
): Snapshot | null {
  const held = all.filter(
    (snapshot) => snapshot.segmentation === segmentation && (onDate === null || snapshot.asOf <= onDate),
  );
  held.sort((a, b) => compareText(b.asOf, a.asOf) || compareText(b.runId, a.runId));
  return held[0] ?? null;
}

/** The snapshot whose holds a segmentation starts from on a day: that of the newest earlier day of its grid. */
export function stateSnapshot(
  all: readonly Snapshot[],
  { id, entity }: { readonly id: string; readonly entity: { readonly id: string } },
  onDate: CalendarDate,
): Snapshot | null {
  const earlier = all.filter(
    (one) => one.isGridDay === true && one.asOf < onDate && one.entity === entity.id,
  );
  return currentSnapshot(earlier, id, null);
}

/** The run that holds on the newest date: of published runs the newest date, then the newest run. */
export function currentRun(all: readonly Run[]): Run | null {
  const newest = all.filter(isPublished);
  newest.sort((a, b) => compareText(b.asOf, a.asOf) || compareText(b.runId, a.runId));
  return newest[0] ?? null;
}

/** The runs whose facts are kept: the one that holds on the newest date, and the one made last. */
export function runsWithFacts(all: readonly Run[]): readonly Run[] {
  const current = currentRun(all);
  const last = all.find(isPublished);
  return [...new Set([current, last])].filter((run) => run !== null && run !== undefined);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Sortable by time: UTC to the millisecond, then what tells apart runs of one. Digits and small letters. */
export function newRunId(now: Date, salt: string): string {
  return `${now.toISOString().replace(/\D/g, '').slice(0, 17)}${salt}`;
}
