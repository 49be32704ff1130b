import type { Finding } from '../../base/finding.ts';
import { error, FindingsError, hasErrors } from '../../base/finding.ts';
import type { Project, Source } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { RowPlaces } from '../../measures/quality/quality-measure.ts';
import { rowsOn } from '../../plan/rows-on.ts';
import type { AppContext } from '../context.ts';
import type { Load, Loads } from './load-sources.ts';
import { customerColumns, findingsOfLoad, loadedRows, loadSources, usedSources } from './load-sources.ts';

/** A side of a comparison as it will be placed: its definitions, and the run its tables are named by. */
export interface Side {
  readonly project: Project;
  readonly runId: string;
}

/** The rows that a side reads. */
export interface SideLoads {
  readonly loads: readonly Load[];
  readonly findings: readonly Finding[];
  readonly rows: RowPlaces;
}

export interface BothLoads {
  readonly before: SideLoads | null;
  readonly after: SideLoads;
  /** Files that are read in place and are no longer what was checked. */
  readonly changed: () => Promise<readonly Finding[]>;
  readonly close: () => Promise<void>;
}

/**
 * Loads every source once; one that the sides read differently is loaded for each of them. An error on the earlier side is told
 * as its own: nothing can be compared then.
 */
export async function loadBothSides(
  before: Side | null,
  after: Side,
  folder: string,
  engine: Engine,
  context: AppContext,
): Promise<BothLoads> {
  const now = await loadSources(after.project, folder, engine, after.runId, context);
  if (!before) {
    const side = sideOf(now.loads, now.findings, loadedRows(engine, after.runId));
    return { before: null, after: side, changed: now.changed, close: now.close };
  }
  const shared = sharedLoads(before.project, after.project, now.loads);
  const others = usedSources(before.project).filter((source) => !shared.has(source));
  const then = await loadOwn(before, others, now, folder, engine, context);
  const loadedThen = (source: Source) =>
    loadedRows(engine, shared.has(source) ? after.runId : before.runId)(source);
  const loads = [...[...shared].map(([source, load]) => ({ ...load, source })), ...then.loads];
  return {
    before: sideOf(
      loads,
      loads.flatMap((load) => findingsOfLoad(load, before.project)),
      loadedThen,
    ),
    after: sideOf(now.loads, now.findings, loadedRows(engine, after.runId)),
    changed: async () => [...(await now.changed()), ...(await then.changed())],
    close: async () => {
      await then.close();
      await now.close();
    },
  };
}

function sideOf(
  loads: readonly Load[],
  findings: readonly Finding[],
  loaded: RowPlaces['loaded'],
): SideLoads {
  return { loads, findings, rows: { loaded, onDate: (source) => rowsOn(source, loaded(source)) } };
}

/** Sources of the earlier side that are read exactly as one of the later side, with its load. */
function sharedLoads(before: Project, after: Project, loads: readonly Load[]): ReadonlyMap<Source, Load> {
  const keysIn = (project: Project, source: Source) => customerColumns(project, source).toSorted().join(' ');
  return new Map(
    usedSources(before).flatMap((source) => {
      const load = loads.find(
        (one) => one.source.hash === source.hash && keysIn(after, one.source) === keysIn(before, source),
      );
      return load ? [[source, load] as const] : [];
    }),
  );
}

async function loadOwn(
  { project, runId }: Side,
  sources: readonly Source[],
  now: Loads,
  folder: string,
  engine: Engine,
  context: AppContext,
): Promise<Loads> {
  try {
    const loaded = await loadSources(project, folder, engine, runId, context, sources);
    if (!hasErrors(loaded.findings)) return loaded;
    await loaded.close();
    throw new FindingsError(loaded.findings);
  } catch (failure) {
    await now.close();
    if (!(failure instanceof FindingsError)) throw failure;
    throw new FindingsError([asBefore(failure.findings)]);
  }
}

function asBefore(findings: readonly Finding[]): Finding {
  const first = findings.find(({ severity }) => severity === 'error');
  return error(
    'base-data-unreadable',
    `By the definitions that are compared with, the data cannot be read: ${(first?.message ?? '').replace(/\.?$/, '.')}`,
    {
      hint: 'The files are those of today; a change of their form can be compared from the next commit on.',
    },
  );
}
