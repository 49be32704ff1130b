import { defineConfig } from 'vitest/config';

/** Everything that needs neither network, server nor the second engine. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      'test/browser/**',
      'test/clickhouse/**',
      'test/crash/**',
      'test/postgres/**',
      'test/determinism/**',
      'test/fuzz/**',
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Modules are loaded once a worker and not once a file: a third of the time. Tests keep nothing in them.
    isolate: false,
  },
});
