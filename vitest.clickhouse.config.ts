import { defineConfig } from 'vitest/config';

/** What must hold on ClickHouse too, with the engine inside the test process: one process a file, one at a time. */
export default defineConfig({
  test: {
    include: [
      'test/conformance/engines/**/*.test.ts',
      'test/goldens/**/*.test.ts',
      'test/clickhouse/*.test.ts',
    ],
    env: { CLADE_CLICKHOUSE: '1' },
    pool: 'forks',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
