import { defineConfig } from 'vitest/config';

/** Bad input at length: thousands of broken files, disks that are full, folders that are closed. */
export default defineConfig({
  test: {
    include: ['src/connectors/broken-files.test.ts', 'test/fuzz/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
