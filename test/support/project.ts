import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { Clade } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';

const folders: string[] = [];
const lasting: string[] = [];

afterEach(() => remove(folders));
afterAll(() => remove(lasting));

function remove(these: string[]): void {
  for (const folder of these.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A project in a folder of its own, removed after the test. */
export interface TestProject {
  readonly folder: string;
  readonly clade: Clade;
  /** Writes or replaces a file of the project. */
  write(path: string, text: string): void;
}

export function testProject(files: Readonly<Record<string, string>>): TestProject {
  return projectOf(files, folders);
}

/** The same, removed after all tests of the file. */
export function lastingProject(files: Readonly<Record<string, string>>): TestProject {
  return projectOf(files, lasting);
}

function projectOf(files: Readonly<Record<string, string>>, kept: string[]): TestProject {
  const folder = mkdtempSync(join(tmpdir(), 'clade-test-'));
  kept.push(folder);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const clade = openClade({ folder, engine: { name: 'duckdb', memory: '1GB', threads: 2 } });
  return { folder, clade, write };
}
