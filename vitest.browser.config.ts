import { defineConfig } from 'vitest/config';

/** Pages in a real browser, Chromium, which the machine must have: beside `npm test` and not in it. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
