import { spawn } from 'node:child_process';

/** Set where a hook of git calls: they would lead away from the folder that is asked in. */
const LEADING = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX']);

/**
 * What git says on standard output, asked in a folder; null where it refuses, or is not there. `input` goes to its standard
 * input. Nothing is ever written: locks that only make later calls faster are not taken.
 */
export function git(folder: string, args: readonly string[], input = ''): Promise<Buffer | null> {
  return new Promise((done) => {
    const child = spawn('git', ['--no-optional-locks', '-C', folder, ...args], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !LEADING.has(name))),
    });
    const said: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => said.push(part));
    child.once('error', () => done(null));
    child.once('close', (code) => done(code === 0 ? Buffer.concat(said) : null));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** The same as a text without spaces around it. */
export async function gitText(folder: string, args: readonly string[]): Promise<string | null> {
  return (await git(folder, args))?.toString('utf8').trim() ?? null;
}

/** Every YAML file below a folder, as git names files. */
export const DEFINITION_FILES = [':(glob)**/*.yaml', ':(glob)**/*.yml'] as const;

/** The commit a folder stands at, with `+` when its files differ from it, or those named; null outside git or without git. */
export async function gitCommit(folder: string, files: readonly string[] = ['.']): Promise<string | null> {
  const commit = await gitText(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  const changes = await gitText(folder, ['status', '--porcelain', '--', ...files]);
  return commit === null || changes === null ? null : `${commit}${changes === '' ? '' : '+'}`;
}
