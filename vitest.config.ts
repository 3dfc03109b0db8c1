import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Temporal's Runtime is one per process.
    pool: 'forks',
    maxWorkers: 2,
    // For a machine that does other work, too: a test that hangs may take its time to fail, one that is slow must not.
    testTimeout: 240_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000, interval: 50 } },
  },
});
