import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, relative } from 'node:path';
import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import { distinctIds } from '../../drafting/words.ts';

/** Files as a project refers to them, and how to take back what was copied. */
export interface PlacedFiles {
  /** Path below the project, by the path that was given. */
  readonly pathOf: ReadonlyMap<string, string>;
  readonly copied: readonly string[];
  readonly takeBack: () => void;
}

const DATA = 'data';
const KNOWN = /\.(?:csv|tsv|txt|parquet|jsonl|ndjson)$/i;

/** Copies files into `data/` below the project; those below it already stay where they are. Nothing is overwritten. */
export function placeFiles(paths: readonly string[], folder: string): PlacedFiles | readonly Finding[] {
  const isInside = (path: string) => {
    const inner = relative(folder, path);
    return !inner.startsWith('..') && !isAbsolute(inner) && KNOWN.test(path);
  };
  const outside = paths.filter((path) => !isInside(path));
  const names = distinctIds(
    outside.map((path) => (KNOWN.test(path) ? basename(path) : `${basename(path, extname(path))}.csv`)),
  );
  const targets = outside.map((path, at) => ({ path, to: `${DATA}/${names[at] ?? basename(path)}` }));
  const inTheWay = targets.filter(({ to }) => existsSync(join(folder, to)));
  if (inTheWay.length > 0)
    return inTheWay.map(({ to }) =>
      error('file-in-the-way', `There is a file ${to} already, and nothing is overwritten.`, {
        hint: 'Name that file instead, or move it away.',
      }),
    );
  for (const { path, to } of targets) {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    copyFileSync(path, join(folder, to));
  }
  const inner = paths
    .filter(isInside)
    .map((path) => [path, relative(folder, path).replaceAll('\\', '/')] as const);
  return {
    pathOf: new Map([...targets.map(({ path, to }) => [path, to] as const), ...inner]),
    copied: targets.map(({ to }) => to),
    takeBack: () => targets.forEach(({ to }) => rmSync(join(folder, to), { force: true })),
  };
}
