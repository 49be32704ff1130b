import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who is running a project's state, as the lock file says. */
export interface LockHolder {
  readonly pid: number;
  readonly startedAt: string;
}

/**
 * Takes the lock file of a project, or says who holds it. A file whose process is gone is taken over.
 * The returned function gives it back.
 */
export function takeRunLock(
  path: string,
  now: Date,
): { readonly release: () => void } | { readonly holder: LockHolder } {
  mkdirSync(dirname(path), { recursive: true });
  const mine: LockHolder = { pid: process.pid, startedAt: now.toISOString() };
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      return { release: () => rmSync(path, { force: true }) };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    }
    const holder = readHolder(path);
    if (holder && isAlive(holder.pid)) return { holder };
    rmSync(path, { force: true });
  }
  return { holder: readHolder(path) ?? { pid: 0, startedAt: now.toISOString() } };
}

/**
 * Says in the lock file who holds the state, where the engine's own lock already decided it. The returned function
 * takes the word back.
 */
export function announceHolder(path: string, now: Date): () => void {
  const holder: LockHolder = { pid: process.pid, startedAt: now.toISOString() };
  writeFileSync(path, JSON.stringify(holder), { mode: 0o600 });
  return () => rmSync(path, { force: true });
}

export function readHolder(path: string): LockHolder | null {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(path, 'utf8')) as Partial<LockHolder>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
