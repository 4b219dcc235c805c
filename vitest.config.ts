import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^mesocosm$/, replacement: here('./src/index.ts') },
      { find: /^mesocosm\/scenarios$/, replacement: here('./scenarios/index.ts') },
      { find: /^mesocosm\/testing$/, replacement: here('./src/testing/index.ts') },
    ],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/model/**', 'tests/long/**', 'node_modules/**'],
    pool: 'forks',
    testTimeout: 60_000,
  },
});
