import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.ts';

/** The command line as a file that other processes can run. */
export interface BuiltCli {
  /** Runs it after a line of shell that limits the process; as another user where one is given. */
  run(args: string, options?: { readonly limit?: string; readonly uid?: number }): CliEnd;
  remove(): void;
}

export interface CliEnd {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

const root = resolve(import.meta.dirname, '../..');

/** Inside `node_modules`, so that drivers are found from there. */
export async function buildCli(): Promise<BuiltCli> {
  const folder = resolve(root, `node_modules/.cache/clade-${process.pid}`);
  const file = resolve(folder, 'cli.mjs');
  await build({
    entryPoints: [resolve(root, 'src/surfaces/cli/bin.ts')],
    outfile: file,
    ...bundleOptions,
  });
  return {
    run(args, { limit = ':', uid } = {}) {
      const { status, stdout, stderr } = spawnSync(
        'bash',
        ['--norc', '-c', `${limit}; exec "$0" "${file}" ${args}`, process.execPath],
        { encoding: 'utf8', ...(uid === undefined ? {} : { uid }) },
      );
      return { code: status, out: stdout, said: stderr };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
