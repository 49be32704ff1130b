import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/** One bundle a door (command line, library), shared code in chunks; native drivers stay outside and load on use. */
rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/surfaces/cli/bin.ts', index: 'src/index.ts' },
  outdir: 'dist',
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
chmodSync('dist/cli.js', 0o755);
