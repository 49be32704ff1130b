import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who is running a project's state, as the lock file says. */
export interface LockHolder {
  readonly pid: number;
  readonly startedAt: string;
}

/** Lock files this process has taken: its own id in any other is that of a process that is gone. */
const TAKEN = new Set<string>();

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
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (appears(draft, path)) {
        TAKEN.add(path);
        return { release: () => giveBack(path) };
      }
      const holder = readHolder(path);
      if (holder && isHeld(path, holder)) return { holder };
      rmSync(path, { force: true });
    }
    return { holder: readHolder(path) ?? mine };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The whole file under its name at once, or not at all: nobody ever reads half of it. */
function appears(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    return false;
  }
}

function giveBack(path: string): void {
  TAKEN.delete(path);
  rmSync(path, { force: true });
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

function isHeld(path: string, { pid }: LockHolder): boolean {
  if (pid === process.pid) return TAKEN.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
