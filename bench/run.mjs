import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

// `node bench/run.mjs NAME [options]`, NAME one of this folder: bundles a bench, since Node 20 runs no TypeScript, and runs it.
const [, , name = '', ...options] = process.argv;
// The bundle stands where ClickHouse is installed for the tests, if it is, so that both engines are found from it.
const modules = existsSync('test/clickhouse/node_modules') ? 'test/clickhouse/node_modules' : 'node_modules';
const folder = resolve(modules, `.clade-bench-${process.pid}`);
try {
  await build({
    entryPoints: {
      [name]: `bench/${name}.ts`,
      'publish-once': 'bench/publish-once.ts',
      'events-once': 'bench/events-once.ts',
      'discover-once': 'bench/discover-once.ts',
      'cluster-worker': 'src/engines/workers/worker.ts',
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  process.argv = [process.argv[0] ?? '', name, ...options];
  await import(pathToFileURL(join(folder, `${name}.js`)).href);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
