import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Project } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Fit } from '../../methods/method.ts';
import { fitOfSnapshot } from '../../plan/fits.ts';
import { loads } from '../../tables/loads.ts';
import { readFits } from '../../warehouse/fits.ts';
import { readTable } from '../../warehouse/read-table.ts';
import { readRuns, readSnapshots, runsWithFacts } from '../../warehouse/runs.ts';
import { readableProject } from './with-state.ts';

/** A published run whose facts are still kept, with everything it was made from. */
export interface EarlierRun {
  readonly runId: string;
  readonly asOf: CalendarDate;
  readonly project: Project;
  /** Of what was loaded, by source; null where the source has no hash. */
  readonly hashes: ReadonlyMap<string, string | null>;
  /** What it placed by, by segmentation. */
  readonly fits: ReadonlyMap<string, Fit | null>;
  /** The run whose holds it started from, by segmentation; null where there was none. */
  readonly states: ReadonlyMap<string, string | null>;
}

/**
 * Null where the facts are gone, or the definitions are those of another version and no longer read. Where it had the
 * definitions of `today`, those are its project.
 */
export async function readEarlierRun(
  engine: Engine,
  runId: string,
  today: Project,
): Promise<EarlierRun | null> {
  const kept = runsWithFacts(await readRuns(engine)).find((run) => run.runId === runId);
  if (!kept) return null;
  const project = kept.projectHash === today.hash ? today : await readableProject(engine, runId);
  if (!project) return null;
  const stored = await readFits(engine);
  const own = (await readSnapshots(engine)).filter((snapshot) => snapshot.runId === runId);
  const rows = await readTable(engine, loads, { run_id: runId });
  return {
    ...{ runId, asOf: kept.asOf, project },
    hashes: new Map(
      rows.map((row) => [
        String(row['source']),
        row['content_hash'] === null ? null : String(row['content_hash']),
      ]),
    ),
    states: new Map(own.map(({ segmentation, stateRunId }) => [segmentation, stateRunId])),
    fits: new Map(
      own.map((snapshot) => [
        snapshot.segmentation,
        snapshot.fitHash === null ? null : fitOfSnapshot(stored, snapshot),
      ]),
    ),
  };
}
