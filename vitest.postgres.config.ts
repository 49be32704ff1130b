import { defineConfig } from 'vitest/config';

/** What is read from a PostgreSQL server, with a real one that the tests start and end. */
export default defineConfig({
  test: {
    include: ['test/postgres/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
