import { availableParallelism } from 'node:os';
import { openWorkers } from '../../engines/workers/open-workers.ts';
import { foundWorkerFile } from '../../engines/workers/worker-file.ts';
import type { CodedTable } from '../../numeric/cluster/coded-table.ts';
import { discoverSegmentsIn } from '../../numeric/cluster/discover-segments.ts';
import type { Discovery } from '../../numeric/cluster/discovery.ts';
import { scoreTables } from '../../numeric/cluster/frozen-mixture.ts';
import { labelRows } from '../../numeric/cluster/place-rows.ts';
import type { Progress } from '../../numeric/cluster/watch.ts';
import { Cancelled } from '../../numeric/cluster/watch.ts';
import type { PlacedLevel } from '../../measures/discovery/found-level.ts';
import type { SearchSettings } from '../../measures/discovery/group-search.ts';
import { freezeGroups } from '../../methods/cluster/learn-groups.ts';
import type { AppContext } from '../context.ts';
import { breathe } from './breathe.ts';
import { searchProgress } from './search-progress.ts';

/** What was found, and every level as it would place the customers read. */
export interface SearchedGroups {
  readonly discovery: Discovery;
  readonly placed: readonly PlacedLevel[];
}

/** Searches for groups on the threads the context gives, saying how far it is; a signal ends it. */
export async function searchGroups(
  table: CodedTable,
  settings: SearchSettings,
  { signal, onProgress, engine }: Pick<AppContext, 'signal' | 'onProgress' | 'engine'>,
): Promise<SearchedGroups> {
  const line = searchProgress(settings, table.rows, onProgress);
  const watch = { ...line, cancelled: () => signal.aborted };
  const threads = engine.threads ?? availableParallelism();
  // In its own tests the package is not built; one thread finds the same groups.
  const workers = openWorkers({ count: foundWorkerFile() === null ? 0 : threads });
  try {
    signal.throwIfAborted();
    const discovery = await discoverSegmentsIn(workers, table, settings, watch);
    return { discovery, placed: await placeLevels(table, discovery, signal, line.progress) };
  } catch (failure) {
    if (failure instanceof Cancelled) signal.throwIfAborted();
    throw failure;
  } finally {
    await workers.close();
  }
}

async function placeLevels(
  table: CodedTable,
  { levels }: Discovery,
  signal: AbortSignal,
  show: (progress: Progress) => void,
): Promise<readonly PlacedLevel[]> {
  const placed: PlacedLevel[] = [];
  for (const level of levels) {
    await breathe(signal);
    const frozen = freezeGroups(table, level);
    placed.push({ level, frozen, labels: labelRows(scoreTables(frozen), table) });
    show({ step: 'refine', done: placed.length, all: levels.length });
  }
  return placed;
}
