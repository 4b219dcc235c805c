import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Which tests `vitest --mode` runs: the fast ones by default, those that need the weights, those that need a server
 * around them, or the full repetitions.
 */
const suites = {
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/model/**', 'tests/endpoint/**', 'tests/long/**', 'node_modules/**'],
  },
  model: { include: ['tests/model/**/*.test.ts'], exclude: [] },
  endpoint: { include: ['tests/endpoint/**/*.test.ts'], exclude: [] },
  long: { include: ['tests/long/**/*.test.ts'], exclude: [] },
};

export default defineConfig(({ mode }) => {
  const suite = mode in suites ? (mode as keyof typeof suites) : 'test';
  return {
    resolve: {
      alias: [
        { find: /^mesocosm$/, replacement: here('./src/index.ts') },
        { find: /^mesocosm\/generators$/, replacement: here('./generators/index.ts') },
        { find: /^mesocosm\/scenarios$/, replacement: here('./scenarios/index.ts') },
        { find: /^mesocosm\/testing$/, replacement: here('./src/testing/index.ts') },
      ],
    },
    test: {
      ...suites[suite],
      setupFiles: [here('./tests/support/answer-cache-folder.ts')],
      pool: 'forks',
      fileParallelism: suite !== 'model' && suite !== 'endpoint',
      maxWorkers: 2,
      testTimeout: suite === 'test' ? 60_000 : 900_000,
      hookTimeout: 120_000,
    },
  };
});
