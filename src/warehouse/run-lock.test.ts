import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announceHolder, readHolder, takeRunLock } from './run-lock.ts';

const NOW = new Date('2026-06-30T12:00:00Z');
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clade-test-'));
  path = join(folder, '.clade', 'run.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const left = (pid: number) => {
  const { release } = taken();
  release();
  writeFileSync(path, JSON.stringify({ pid, startedAt: '2026-06-30T11:00:00.000Z' }));
};

function taken() {
  const lock = takeRunLock(path, NOW);
  if ('holder' in lock) throw new Error('the lock is held');
  return lock;
}

describe('the lock of a run', () => {
  it('is held by one, who is named to others, until it is given back', () => {
    const { release } = taken();
    const holder = { pid: process.pid, startedAt: NOW.toISOString() };
    expect(takeRunLock(path, new Date())).toEqual({ holder });
    release();
    expect(readdirSync(join(folder, '.clade'))).toEqual([]);
    taken().release();
  });

  it('is held by another process as long as that lives', () => {
    left(process.ppid);
    expect(takeRunLock(path, NOW)).toMatchObject({ holder: { pid: process.ppid } });
  });

  it('passes on from a process that is gone, from a torn file, and from an earlier process with our own id', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    left(pid);
    taken().release();
    left(process.pid);
    taken().release();
    left(pid);
    writeFileSync(path, '{"pid": 12');
    expect(takeRunLock(path, NOW)).toHaveProperty('release');
  });

  it('may be a word beside the lock of the engine', () => {
    const { release } = taken();
    release();
    const takeBack = announceHolder(path, NOW);
    expect(readHolder(path)).toEqual({ pid: process.pid, startedAt: NOW.toISOString() });
    takeBack();
    expect(existsSync(path)).toBe(false);
  });
});
