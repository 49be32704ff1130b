import { defineConfig } from 'vitest/config';

/** Processes that are killed in the middle of their work: about a minute, so beside `npm test` and not in it. */
export default defineConfig({
  test: {
    include: ['test/crash/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    disableConsoleIntercept: true,
  },
});
