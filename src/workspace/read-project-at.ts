import { posix } from 'node:path';
import type { Finding } from '../base/finding.ts';
import { error, warning } from '../base/finding.ts';
import type { DefinitionFile } from '../definitions/definition-file.ts';
import { git } from './git.ts';
import {
  isDefinitionPath,
  LARGEST_FILE,
  MOST_FILES,
  textOf,
  tooLarge,
  tooManyFiles,
  unreadable,
} from './read-project.ts';

/** A file as a commit lists it; a link's content is the path it leads to. */
interface Listed {
  readonly path: string;
  readonly object: string;
  readonly bytes: number;
  readonly isLink: boolean;
}

/**
 * Every definition file below a project's folder as a commit has it, by the same rules as the files of today. Read from
 * git's own store: the work tree is not touched.
 */
export async function readProjectAt(
  folder: string,
  commit: string,
): Promise<{ readonly files: readonly DefinitionFile[]; readonly findings: readonly Finding[] }> {
  const tree = await git(folder, ['ls-tree', '-r', '-l', '-z', commit]);
  if (tree === null) return { files: [], findings: [notListed(commit)] };
  const all = listedIn(tree.toString('utf8'));
  const paths = all.filter(({ path }) => isDefinitionPath(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const followed = await followLinks(folder, paths.slice(0, MOST_FILES), all);
  const fitting = followed.files.filter(({ bytes }) => bytes <= LARGEST_FILE);
  const contents = await contentsOf(folder, fitting);
  const read = fitting.map(({ path }, index) => readText(path, contents[index] ?? null));
  return {
    files: read.filter((one) => 'text' in one),
    findings: [
      ...followed.findings,
      ...followed.files
        .filter(({ bytes }) => bytes > LARGEST_FILE)
        .map(({ path, bytes }) => tooLarge(path, bytes)),
      ...read.filter((one) => 'severity' in one),
      ...(paths.length > MOST_FILES ? [tooManyFiles(paths.length)] : []),
    ],
  };
}

/** Lines of `git ls-tree -l -z`: mode, type, object and size before a tab, the path after it. */
function listedIn(tree: string): readonly Listed[] {
  return tree.split('\0').flatMap((line) => {
    const [, mode, type, object, bytes, path] = /^(\d+) (\w+) (\w+) +(\S+)\t(.+)$/s.exec(line) ?? [];
    if (type !== 'blob' || !object || !path) return [];
    return [{ path, object, bytes: Number(bytes), isLink: mode === '120000' }];
  });
}

/** A link to a file of the same project is that file; any other is told and left. */
async function followLinks(
  folder: string,
  paths: readonly Listed[],
  all: readonly Listed[],
): Promise<{ readonly files: readonly Listed[]; readonly findings: readonly Finding[] }> {
  const links = paths.filter(({ isLink }) => isLink);
  const targets = await contentsOf(folder, links);
  const files: Listed[] = [];
  const findings: Finding[] = [];
  for (const one of paths) {
    const target = one.isLink ? targets[links.indexOf(one)]?.toString('utf8') : undefined;
    const found =
      target === undefined
        ? one
        : all.find(({ path }) => path === posix.join(posix.dirname(one.path), target));
    if (found && !(one.isLink && found.isLink)) files.push({ ...found, path: one.path });
    else findings.push(notFollowed(one.path));
  }
  return { files, findings };
}

/** What objects hold, in their order, from one call; null where git does not have one. */
async function contentsOf(folder: string, listed: readonly Listed[]): Promise<readonly (Buffer | null)[]> {
  if (listed.length === 0) return [];
  const said = await git(folder, ['cat-file', '--batch'], listed.map(({ object }) => `${object}\n`).join(''));
  let at = 0;
  return listed.map(() => {
    const end = said?.indexOf('\n', at) ?? -1;
    if (!said || end < 0) return null;
    const size = /^\w+ blob (\d+)$/.exec(said.toString('utf8', at, end))?.[1];
    const start = end + 1;
    at = size === undefined ? start : start + Number(size) + 1;
    return size === undefined ? null : said.subarray(start, start + Number(size));
  });
}

function readText(path: string, bytes: Buffer | null): DefinitionFile | Finding {
  try {
    return bytes === null ? unreadable(path, null) : { path, text: textOf(bytes) };
  } catch (failure) {
    return unreadable(path, failure);
  }
}

const notListed = (commit: string): Finding =>
  error('base-unreadable', `Git cannot list the files of ${commit.slice(0, 12)}.`, {
    hint: 'Look at `git fsck`, or fetch the commit again.',
  });

const notFollowed = (path: string): Finding =>
  warning('link-not-followed', `\`${path}\` was a link to no file of the project, and is not read.`, {
    hint: 'Copy the file into the project.',
  });
