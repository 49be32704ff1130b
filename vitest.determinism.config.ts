import { defineConfig } from 'vitest/config';

/** The same project placed again and again, which must come out the same to the bit. */
export default defineConfig({
  test: {
    include: ['test/determinism/*.test.ts'],
    env: { CLADE_CLICKHOUSE: '1' },
    pool: 'forks',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
  },
});
