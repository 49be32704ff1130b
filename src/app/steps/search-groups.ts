import { setImmediate } from 'node:timers/promises';
import type { CodedTable } from '../../numeric/cluster/coded-table.ts';
import type { Discovery } from '../../numeric/cluster/discover-segments.ts';
import { discoverSegments } from '../../numeric/cluster/discover-segments.ts';
import { scoreTables } from '../../numeric/cluster/frozen-mixture.ts';
import { placeRows } from '../../numeric/cluster/place-rows.ts';
import type { Progress } from '../../numeric/cluster/watch.ts';
import { Cancelled } from '../../numeric/cluster/watch.ts';
import type { PlacedLevel } from '../../measures/discovery/found-level.ts';
import { freezeGroups } from '../../methods/cluster/learn-groups.ts';
import type { AppContext } from '../context.ts';

/** What decides a search beside the customers. */
export interface SearchSettings {
  readonly seed: number;
  readonly sample: number;
  readonly mostComponents: number;
  readonly bootstraps: number;
}

/** What was found, and every level as it would place the customers read. */
export interface SearchedGroups {
  readonly discovery: Discovery;
  readonly placed: readonly PlacedLevel[];
}

/** Searches for groups, saying how far it is; a signal ends it. */
export async function searchGroups(
  table: CodedTable,
  settings: SearchSettings,
  { signal, onProgress }: Pick<AppContext, 'signal' | 'onProgress'>,
): Promise<SearchedGroups> {
  const goOn = async () => {
    await setImmediate();
    signal.throwIfAborted();
  };
  const show = ({ step, done, all }: Progress) =>
    onProgress({ label: LABELS[step], share: done / all, rows: table.rows });
  await goOn();
  try {
    const watch = { progress: show, cancelled: () => signal.aborted };
    const discovery = discoverSegments(table, settings, watch);
    const placed: PlacedLevel[] = [];
    for (const level of discovery.levels) {
      await goOn();
      const frozen = freezeGroups(table, level);
      placed.push({ level, frozen, labels: placeRows(scoreTables(frozen), table).segment });
      show({ step: 'refine', done: placed.length, all: discovery.levels.length });
    }
    return { discovery, placed };
  } catch (failure) {
    if (failure instanceof Cancelled) signal.throwIfAborted();
    throw failure;
  }
}

const LABELS: Readonly<Record<Progress['step'], string>> = {
  search: 'groups searched for, one component more each time',
  bootstrap: 'groups searched for again, in new samples',
  null: 'groups searched for where there are none',
  refine: 'groups refined on everybody',
};
