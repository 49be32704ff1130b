import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SHARED = resolve(import.meta.dirname, '../../../shared/data');

/** Folder of real data beside the checkout; it is never part of it. */
export function realData(name: string): string | null {
  const folder = join(SHARED, name);
  if (existsSync(folder)) return folder;
  console.warn(`skipped: no real data at ../shared/data/${name}`);
  return null;
}

/** A copy of a hand-written project of `test/real/projects`, with its data beside it; null without the data. */
export function realProject(project: string, data: string): { folder: string; remove: () => void } | null {
  const from = realData(data);
  if (!from) return null;
  const folder = mkdtempSync(join(tmpdir(), 'clade-real-'));
  cpSync(resolve(import.meta.dirname, '../real/projects', project), folder, { recursive: true });
  for (const file of readdirSync(from)) cpSync(join(from, file), join(folder, 'data', file));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
