import { defineConfig } from 'vitest/config';

/** No test reaches a network beyond this machine: the SDK gets made-up credentials and the engines' addresses. */
const AWS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-3' };

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/dynamodb-engine.ts'],
    env: { ...AWS, POWERTOOLS_LOG_LEVEL: 'ERROR' },
    // Processes, not threads: native readers and their worker threads belong to a process.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    // The whole product starts in hooks of e2e tests: in seconds, but on a busy machine in a minute or more.
    hookTimeout: 120_000,
  },
});
