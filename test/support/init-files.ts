import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Clade, CladeOptions, InitResult, Outcome } from '../../src/index.ts';
import { openClade } from '../../src/index.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Files in a folder of their own, and where a project of them is to stand; both are removed after the test. */
export function filesFor(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<CladeOptions> = {},
) {
  const root = mkdtempSync(join(tmpdir(), 'clade-init-test-'));
  folders.push(root);
  const from = join(root, 'files');
  const to = join(root, 'project');
  mkdirSync(from);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(from, name), content);
  const engine = { name: 'duckdb', memory: '1GB', threads: 2 } as const;
  const open = (folder: string): Clade => openClade({ folder, engine, ...options });
  const paths = Object.keys(files).map((name) => join(from, name));
  return {
    ...{ root, from, to, paths, open },
    init: (more: Readonly<Record<string, unknown>> = {}): Promise<Outcome<InitResult>> =>
      open(root).init({ to, files: paths, ...more }),
  };
}

/** Rows of values as a CSV file. */
export const csvOf = (rows: readonly (readonly unknown[])[], separator = ','): string =>
  `${rows.map((row) => row.map(String).join(separator)).join('\n')}\n`;
