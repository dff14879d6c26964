import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    // Two cores are the smallest machine that we promise; more workers would only fight over them.
    maxWorkers: 2,
    maxConcurrency: 2,
    // Only what is stuck runs out of this; a busy machine does not.
    expect: { poll: { timeout: 60_000 } },
    // Crash tests kill real processes; a machine that is busy otherwise may need a second try. Shown as flaky by the runner.
    retry: process.env['CI'] ? 1 : 0,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'engines/**/*.test.ts',
            'decision-workers/**/*.test.ts',
            'messages/**/*.test.ts',
            'tools/**/*.test.ts',
            'conformance/**/*.test.ts',
            'web/src/**/*.test.{ts,tsx}',
          ],
          exclude: [...exclude, 'conformance/sql/**'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{server,sdk,demo,bench}/**/*.test.ts', 'conformance/sql/**/*.test.ts'],
          exclude,
          globalSetup: ['server/test/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['web/e2e/**/*.e2e.ts'],
          exclude,
          globalSetup: ['server/test/global-setup.ts'],
          // After the others, one browser and one server at a time: timing on a small machine stays honest.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          // The steps of a journey stand on each other: half a step can't be done again.
          retry: 0,
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
