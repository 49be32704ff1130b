import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const call = promisify(execFile);

/** The commit a folder stands at, with `+` when its files differ from it; null outside git or without git. */
export async function gitCommit(folder: string): Promise<string | null> {
  try {
    const { stdout: commit } = await call('git', ['-C', folder, 'rev-parse', 'HEAD']);
    const { stdout: changes } = await call('git', ['-C', folder, 'status', '--porcelain', '--', '.']);
    return `${commit.trim()}${changes.trim() === '' ? '' : '+'}`;
  } catch {
    return null;
  }
}
