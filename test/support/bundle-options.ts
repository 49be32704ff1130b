import type { BuildOptions } from 'esbuild';

/** How a test bundles a door of Clade into one file: as the package does, drivers left outside. */
export const bundleOptions: BuildOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: ['@duckdb/node-bindings', '@clickhouse/client', 'pg', 'pg-copy-streams'],
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
};
