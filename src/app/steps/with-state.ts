import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { error, FindingsError } from '../../base/finding.ts';
import { didYouMean } from '../../base/did-you-mean.ts';
import type { Project } from '../../definitions/project.ts';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import type { Engine } from '../../engines/engine.ts';
import { definitionTexts } from '../../tables/definition-texts.ts';
import { runDefinitions } from '../../tables/run-definitions.ts';
import { readTable } from '../../warehouse/read-table.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { currentSnapshot, readSnapshots } from '../../warehouse/runs.ts';
import { findProjectFolder } from '../../workspace/read-project.ts';
import type { AppContext } from '../context.ts';
import type { Outcome } from '../use-case.ts';
import { found } from '../use-case.ts';
import { openEngine, stateFolder } from './open-engine.ts';

/** A project's recorded state, open for reading. */
export interface State {
  readonly folder: string;
  readonly engine: Engine;
}

/** Opens what earlier runs recorded, for the time of `read`; says so where nothing was. */
export async function withState<Output>(
  context: AppContext,
  read: (state: State) => Promise<Outcome<Output>>,
): Promise<Outcome<Output>> {
  const state = await openState(context);
  if (isFinding(state)) return found<Output>(null, [state]);
  try {
    return await read(state);
  } finally {
    await state.close();
  }
}

/** The same for as long as somebody asks. */
export async function openState(
  context: AppContext,
): Promise<(State & { readonly close: () => Promise<void> }) | Finding> {
  const folder = await findProjectFolder(context.folder);
  if (!folder)
    return error('no-project', 'There is no clade.yaml here or in a folder above.', {
      hint: 'Go to the folder of a project, or name it with --project.',
    });
  const isRecorded =
    context.engine.name !== 'duckdb' || existsSync(join(stateFolder(folder), 'state.duckdb'));
  if (!isRecorded) return nothingPublished;
  return { folder, ...(await openEngine(folder, context)) };
}

export const nothingPublished: Finding = error('nothing-published', 'Nothing has been published here yet.', {
  hint: 'Run `clade run` first.',
});

/** The snapshot of a segmentation that holds on a date, or a finding. */
export async function snapshotOf(
  engine: Engine,
  segmentation: string,
  onDate: CalendarDate | null,
): Promise<Snapshot | Finding> {
  const all = await readSnapshots(engine);
  if (all.length === 0) return nothingPublished;
  const snapshot = currentSnapshot(all, segmentation, onDate);
  if (snapshot) return snapshot;
  const names = [...new Set(all.map((one) => one.segmentation))];
  const known = names.includes(segmentation);
  const near = didYouMean(segmentation, names);
  return error(
    'no-snapshot',
    known
      ? `\`${segmentation}\` has no snapshot on or before ${onDate}.`
      : `No segmentation \`${segmentation}\` was ever published.`,
    {
      hint: known
        ? 'Run `clade run --as-of` for that day.'
        : near
          ? `Did you mean \`${near}\`?`
          : `There are ${names.join(', ')}.`,
    },
  );
}

/**
 * The project exactly as a run knew it, from the texts kept with it. Texts of another version, which this one cannot read,
 * end the use-case: a {@link FindingsError}.
 */
export async function projectOfRun(engine: Engine, runId: string): Promise<Project> {
  const project = await readableProject(engine, runId);
  if (!project) throw new FindingsError([definitionsUnreadable(runId)]);
  return project;
}

const definitionsUnreadable = (runId: string): Finding =>
  error(
    'definitions-unreadable',
    `The definitions kept with run ${runId} are those of another version of Clade and no longer read.`,
    {
      hint: "Run `clade run`: the new snapshot keeps today's definitions; or use the version that made the old one.",
    },
  );

/** The same; null where the texts are those of another version and mean nothing today. */
export async function readableProject(engine: Engine, runId: string): Promise<Project | null> {
  const used = await readTable(engine, runDefinitions, { run_id: runId });
  const wanted = new Set(used.map((row) => `${String(row['hash'])} ${String(row['path'])}`));
  const texts = (await readTable(engine, definitionTexts)).filter((row) =>
    wanted.has(`${String(row['hash'])} ${String(row['path'])}`),
  );
  return readDefinitions(texts.map((row) => ({ path: String(row['path']), text: String(row['text']) })))
    .project;
}

export const isFinding = (value: object): value is Finding => 'severity' in value;
