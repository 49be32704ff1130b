import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { error, FindingsError } from '../../base/finding.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { EngineBusyError } from '../../engines/query-error.ts';
import { STATE_SCHEMA } from '../../tables/state-table.ts';
import { createState } from '../../warehouse/state.ts';
import type { LockHolder } from '../../warehouse/run-lock.ts';
import { announceHolder, readHolder, takeRunLock } from '../../warehouse/run-lock.ts';
import type { AppContext, EngineChoice } from '../context.ts';

/** A project's engine with its tables in place; `close` gives everything back. */
export interface OpenEngine {
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

export const stateFolder = (projectFolder: string): string => join(projectFolder, '.clade');
const lockPath = (projectFolder: string) => join(stateFolder(projectFolder), 'run.json');

/** Copies made while files are read; a folder for each run, so that given engines may share a project. */
const SCRATCH = 'scratch-';
const SPILL = 'temp';

/** Opens the engine the context chose. One process at a time may hold a project's state: a second is refused by name. */
export async function openEngine(projectFolder: string, context: AppContext): Promise<OpenEngine> {
  const { engine: choice } = context;
  if (choice.name === 'given') {
    await createState(choice.engine);
    return { engine: choice.engine, close: async () => {} };
  }
  mkdirSync(stateFolder(projectFolder), { recursive: true });
  const { engine, close } =
    choice.name === 'clickhouse'
      ? await openClickhouse(choice, projectFolder, context.now)
      : await openDuckdb(choice, projectFolder, context.now);
  try {
    removeLeftovers(projectFolder);
    await createState(engine);
    return { engine, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

/** A new folder for the time of a run; the run removes it, or the next one where that was killed. */
export function makeScratchFolder(projectFolder: string): string {
  mkdirSync(stateFolder(projectFolder), { recursive: true });
  return mkdtempSync(join(stateFolder(projectFolder), SCRATCH));
}

/** What a killed process left on the disk. Only for who holds the state. */
function removeLeftovers(projectFolder: string): void {
  const folder = stateFolder(projectFolder);
  for (const name of readdirSync(folder))
    if (name === SPILL || name.startsWith(SCRATCH)) rmSync(join(folder, name), { recursive: true });
}

type Choice<Name> = Extract<EngineChoice, { readonly name: Name }>;

/** DuckDB's own lock on its file decides; who has it is told in a file beside. */
async function openDuckdb(choice: Choice<'duckdb'>, projectFolder: string, now: Date): Promise<OpenEngine> {
  try {
    const engine = await engines.duckdb({
      path: join(stateFolder(projectFolder), 'state.duckdb'),
      memoryLimit: choice.memory ?? defaultMemory(),
      threads: choice.threads ?? availableParallelism(),
      tempDirectory: join(stateFolder(projectFolder), SPILL),
    });
    const release = announceHolder(lockPath(projectFolder), now);
    return { engine, close: () => engine.close().finally(release) };
  } catch (cause) {
    if (!(cause instanceof EngineBusyError)) throw cause;
    throw busy(cause.pid, readHolder(lockPath(projectFolder)), now);
  }
}

async function openClickhouse(
  choice: Choice<'clickhouse'>,
  projectFolder: string,
  now: Date,
): Promise<OpenEngine> {
  const lock = takeRunLock(lockPath(projectFolder), now);
  if ('holder' in lock) throw busy(lock.holder.pid, lock.holder, now);
  try {
    const engine = await engines.clickhouse({
      ...choice,
      databases: { [STATE_SCHEMA]: choice.stateDatabase },
    });
    return { engine, close: () => engine.close().finally(lock.release) };
  } catch (failure) {
    lock.release();
    throw failure;
  }
}

/** Half of the machine's memory, in whole megabytes: DuckDB goes up to a third over what it is given. */
export function defaultMemory(): string {
  return `${Math.floor(totalmem() / 2 / 1_000_000)}MB`;
}

/** `told` is what the holder said of itself; a word left by another process says nothing. */
function busy(pid: number | null, told: LockHolder | null, now: Date): FindingsError {
  const holder = told && (pid === null || told.pid === pid) ? told : null;
  const since = holder ? `, for ${Math.round((now.getTime() - Date.parse(holder.startedAt)) / 1000)} s` : '';
  const known = pid ?? holder?.pid;
  const who = known === undefined ? 'another process' : `process ${known}${since}`;
  return new FindingsError([
    error('state-busy', `The project's state is in use by ${who}.`, {
      hint: 'Wait until it ends, or stop it; its unfinished run then leaves nothing behind.',
    }),
  ]);
}
