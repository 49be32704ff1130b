import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, readdir, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Source } from '../definitions/project.ts';
import type { FileStamp } from './connector.ts';
import { systemCode } from './system-code.ts';

export type SourceFile = { readonly path: string } | { readonly refused: Finding };

/** The one file a source names, found to be readable and not empty; or why not. */
export async function findSourceFile(source: Source, written: string, folder: string): Promise<SourceFile> {
  const place = source.place;
  if (/[*?]/.test(written))
    return refuse(source, 'one-file-only', `"${written}" is a pattern, and a source is one file`, {
      hint: 'Name one file, or make one source for each.',
    });
  const path = resolve(folder, written);
  try {
    const about = await stat(path);
    if (about.isDirectory())
      return refuse(source, 'file-is-a-folder', `"${written}" is a folder, not a file`);
    await access(path, constants.R_OK);
    if (about.size === 0) return refuse(source, 'file-is-empty', `"${written}" is empty`);
    return { path };
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      const neighbour = didYouMean(basename(path), await neighbours(path));
      const hint = neighbour ? { hint: `Did you mean "${neighbour}"?` } : {};
      return { refused: error('file-not-found', `There is no file "${written}"`, { place, ...hint }) };
    }
    return refuse(source, 'file-not-readable', `"${written}" cannot be read (${code})`);
  }
}

/** SHA-256 of the bytes, as hex. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const options = { highWaterMark: 1 << 20, ...(signal ? { signal } : {}) };
  for await (const chunk of createReadStream(path, options)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** What tells whether a file is still the one that was read; null where it is gone. */
export async function stampFile(path: string): Promise<FileStamp | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { path, bytes: size, changedAt: mtimeMs };
  } catch {
    return null;
  }
}

function refuse(source: Source, code: string, message: string, rest: { hint?: string } = {}): SourceFile {
  return { refused: error(code, message, { place: source.place, ...rest }) };
}

async function neighbours(path: string): Promise<readonly string[]> {
  return readdir(dirname(path)).catch(() => []);
}
