import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * One bundle a door (command line, library, clustering by itself, its worker threads), shared code in chunks; native drivers stay outside and load on use.
 * `node build.mjs FOLDER` builds elsewhere, so that a test or a bench has a build of its own.
 */
const outdir = process.argv[2] ?? 'dist';
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: {
    cli: 'src/surfaces/cli/bin.ts',
    index: 'src/index.ts',
    cluster: 'src/numeric/cluster/index.ts',
    workers: 'src/engines/workers/index.ts',
    'cluster-worker': 'src/engines/workers/worker.ts',
  },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  external: ['@duckdb/node-bindings', '@clickhouse/client', 'pg', 'pg-copy-streams'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'linked',
  logLevel: 'warning',
});
chmodSync(`${outdir}/cli.js`, 0o755);
