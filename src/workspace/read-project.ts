import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Finding } from '../base/finding.ts';
import { error, warning } from '../base/finding.ts';
import type { DefinitionFile } from '../definitions/definition-file.ts';

/** The file that marks the folder of a project and holds its `kind: project`. */
export const PROJECT_FILE = 'clade.yaml';

/** Largest definition file that is read, in bytes. */
export const LARGEST_FILE = 2_000_000;
/** Most definition files of a project. */
export const MOST_FILES = 10_000;

/** Folders that hold no definitions; names that begin with a dot are left out too. */
const LEFT_OUT = new Set(['node_modules', 'data']);

/** Whether a path inside a project is one of a definition file: YAML, in no folder that is left out. */
export function isDefinitionPath(path: string): boolean {
  return !path.split('/').some(isLeftOut) && isYaml(path);
}

const isLeftOut = (name: string) => name.startsWith('.') || LEFT_OUT.has(name);
const isYaml = (path: string) => /\.ya?ml$/i.test(path);

/** The nearest folder, from `from` upwards, with a clade.yaml; null when there is none. */
export async function findProjectFolder(from: string): Promise<string | null> {
  let folder = resolve(from);
  for (;;) {
    const marker = await stat(join(folder, PROJECT_FILE)).catch(() => null);
    if (marker?.isFile()) return folder;
    const above = dirname(folder);
    if (above === folder) return null;
    folder = above;
  }
}

/**
 * Every YAML file below a project's folder, ordered by path, which is relative and has `/` on every system. Links
 * are followed only to places inside the folder; a file that cannot be read is a finding, not an end.
 */
export async function readProject(
  folder: string,
): Promise<{ readonly files: readonly DefinitionFile[]; readonly findings: readonly Finding[] }> {
  const root = await realpath(folder);
  const files: DefinitionFile[] = [];
  const findings: Finding[] = [];
  const paths = await definitionPaths(root, findings);
  for (const path of paths.slice(0, MOST_FILES)) {
    const text = await readText(root, path);
    if (typeof text === 'string') files.push({ path, text });
    else findings.push(text);
  }
  if (paths.length > MOST_FILES) findings.push(tooManyFiles(paths.length));
  return { files, findings };
}

export const tooManyFiles = (count: number): Finding =>
  error('too-many-files', `The project has ${count} YAML files; ${MOST_FILES} are read.`);

export const tooLarge = (path: string, bytes: number): Finding =>
  error('file-too-large', `\`${path}\` holds ${bytes} bytes; ${LARGEST_FILE} are read.`, {
    place: startOf(path),
    hint: 'Data belongs into `data/`; definitions may stand in several files.',
  });

/** The text in the bytes of a definition file; throws a TypeError where they are no UTF-8. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

async function definitionPaths(root: string, findings: Finding[]): Promise<readonly string[]> {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = async (folder: string, path: string): Promise<void> => {
    const real = await realpath(folder);
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of await entriesOf(folder, path, findings)) {
      if (isLeftOut(entry.name)) continue;
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      const kind = entry.isSymbolicLink() ? await linkKind(root, inner, findings) : kindOf(entry);
      if (kind === 'folder') await visit(join(root, inner), inner);
      if (kind === 'file' && isYaml(inner)) found.push(inner);
    }
  };
  await visit(root, '');
  return found.sort((a, b) => (a < b ? -1 : 1));
}

type Kind = 'file' | 'folder' | 'other';

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): Kind {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
}

async function entriesOf(folder: string, path: string, findings: Finding[]): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (failure) {
    findings.push(unreadable(path === '' ? '.' : path, failure));
    return [];
  }
}

async function linkKind(root: string, path: string, findings: Finding[]): Promise<Kind> {
  try {
    const target = await realpath(join(root, path));
    if (isInside(root, target)) return kindOf(await stat(target));
    if (isYaml(path))
      findings.push(
        warning(
          'link-outside-project',
          `\`${path}\` is a link to a place outside the project and is not read.`,
          {
            place: startOf(path),
            hint: 'Copy the file into the project.',
          },
        ),
      );
    return 'other';
  } catch (failure) {
    findings.push(unreadable(path, failure));
    return 'other';
  }
}

function isInside(root: string, target: string): boolean {
  return target === root || (!relative(root, target).startsWith('..') && target.startsWith(root + sep));
}

async function readText(root: string, path: string): Promise<string | Finding> {
  try {
    const { size } = await stat(join(root, path));
    if (size > LARGEST_FILE) return tooLarge(path, size);
    return textOf(await readFile(join(root, path)));
  } catch (failure) {
    return unreadable(path, failure);
  }
}

export function unreadable(path: string, failure: unknown): Finding {
  const isText = failure instanceof TypeError;
  const code = failure instanceof Error && 'code' in failure && !isText ? ` (${String(failure.code)})` : '';
  return error('file-unreadable', `\`${path}\` cannot be read${isText ? ': it is not UTF-8 text' : code}.`, {
    place: startOf(path),
    hint: isText ? 'Save it as UTF-8.' : 'Look at its permissions.',
  });
}

const startOf = (path: string) => ({ path, line: 1, column: 1, length: 0 });
