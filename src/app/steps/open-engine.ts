import { mkdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { error, FindingsError } from '../../base/finding.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { EngineBusyError } from '../../engines/query-error.ts';
import { createState } from '../../warehouse/state.ts';
import { announceHolder, readHolder, takeRunLock } from '../../warehouse/run-lock.ts';
import type { AppContext } from '../context.ts';

/** A project's engine with its tables in place; `close` gives everything back. */
export interface OpenEngine {
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

export const stateFolder = (projectFolder: string): string => join(projectFolder, '.clade');
const lockPath = (projectFolder: string) => join(stateFolder(projectFolder), 'run.json');

/** Opens the engine the context chose. One process at a time may hold a project's state: a second is refused by name. */
export async function openEngine(projectFolder: string, context: AppContext): Promise<OpenEngine> {
  const { engine: choice } = context;
  if (choice.name === 'given') {
    await createState(choice.engine);
    return { engine: choice.engine, close: async () => {} };
  }
  mkdirSync(stateFolder(projectFolder), { recursive: true });
  if (choice.name === 'clickhouse') {
    const lock = takeRunLock(lockPath(projectFolder), context.now);
    if ('holder' in lock) throw busy(projectFolder, context.now);
    const engine = await engines.clickhouse(choice);
    await createState(engine);
    return { engine, close: () => engine.close().finally(lock.release) };
  }
  try {
    const engine = await engines.duckdb({
      path: join(stateFolder(projectFolder), 'state.duckdb'),
      memoryLimit: choice.memory ?? defaultMemory(),
      threads: choice.threads ?? availableParallelism(),
      tempDirectory: join(stateFolder(projectFolder), 'temp'),
      allowedDirectories: [projectFolder],
    });
    const release = announceHolder(lockPath(projectFolder), context.now);
    await createState(engine);
    return { engine, close: () => engine.close().finally(release) };
  } catch (cause) {
    if (cause instanceof EngineBusyError) throw busy(projectFolder, context.now);
    throw cause;
  }
}

/** Half of the machine's memory, in whole megabytes: DuckDB goes up to a third over what it is given. */
export function defaultMemory(): string {
  return `${Math.floor(totalmem() / 2 / 1_000_000)}MB`;
}

function busy(projectFolder: string, now: Date): FindingsError {
  const holder = readHolder(lockPath(projectFolder));
  const seconds = holder ? Math.round((now.getTime() - Date.parse(holder.startedAt)) / 1000) : null;
  const who = holder ? `process ${holder.pid}, for ${seconds} s` : 'another process';
  return new FindingsError([
    error('state-busy', `The project's state is in use by ${who}.`, {
      hint: 'Wait until it ends, or stop it; its unfinished run then leaves nothing behind.',
    }),
  ]);
}
