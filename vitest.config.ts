import { readdirSync, readFileSync } from 'node:fs';
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

/** What puts other modules in the place of those that a test imports, which no other test may then meet. */
const REPLACES_MODULES = /\bvi\.(mock|doMock|resetModules)\(/;

/** The fast tests that replace modules. */
function replacingModules(): string[] {
  const files = readdirSync(here('./tests'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `tests/${file.replaceAll('\\', '/')}`);
  return files.filter((file) => REPLACES_MODULES.test(readFileSync(here(`./${file}`), 'utf8')));
}

/**
 * The fast tests in two parts. To load the modules anew for each file takes as long as the tests themselves, so files
 * share those of their process; the few that replace modules have a process each.
 */
function sharingModules({ include, exclude }: (typeof suites)['test']) {
  const apart = replacingModules();
  return [
    {
      extends: true as const,
      test: {
        name: 'shared',
        isolate: false,
        include,
        exclude: [...exclude, ...apart],
        setupFiles: [here('./tests/support/leaves-nothing.ts')],
      },
    },
    // The process of a shared file ends where the next file is of another part: so this part comes last.
    { extends: true as const, test: { name: 'apart', include: apart, exclude, sequence: { groupOrder: 1 } } },
  ];
}

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
      ...(suite === 'test' ? { projects: sharingModules(suites.test) } : suites[suite]),
      setupFiles: [here('./tests/support/answer-cache-folder.ts')],
      pool: 'forks',
      fileParallelism: suite !== 'model' && suite !== 'endpoint',
      maxWorkers: 2,
      testTimeout: suite === 'test' ? 60_000 : 900_000,
      hookTimeout: 120_000,
    },
  };
});
