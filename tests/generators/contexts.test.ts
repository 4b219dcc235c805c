import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkQuestionnaire } from '../../src/persona/index.js';
import { Questionnaire } from '../../src/spec/index.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SPLITS = { train: 30, validation: 10, test: 10 } as const;
type Split = keyof typeof SPLITS;
const emptyFolder = temporaryFolders();

/** The structural check alone reads the files of the test split; no other test does, and nothing in `src` or `scripts`. */
function filesOf(split: Split): readonly Questionnaire[] {
  const folder = join(root, 'generators/contexts', split);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => {
    const questionnaire = Questionnaire.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    expect(`${questionnaire.name}.json`).toBe(name);
    return questionnaire;
  });
}

describe('the contexts that ship', () => {
  const splits = Object.fromEntries((Object.keys(SPLITS) as Split[]).map((split) => [split, filesOf(split)])) as Record<
    Split,
    readonly Questionnaire[]
  >;
  const all = Object.values(splits).flat();

  it.each(Object.entries(SPLITS) as [Split, number][])('should have a split %s of %i', (split, size) => {
    expect(splits[split]).toHaveLength(size);
  });

  it('should be in one split each', () => {
    for (const field of ['name', 'description', 'context'] as const) {
      expect(new Set(all.map((questionnaire) => questionnaire[field])).size).toBe(50);
    }
  });

  it('should have no errors', () => {
    const found = all.flatMap((one) => checkQuestionnaire(one).map((finding) => ({ name: one.name, ...finding })));

    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('should have two or three axes, but for one of 5 and one of 6, and 9 to 15 items', () => {
    const axes = all.map((questionnaire) => questionnaire.axes.length).sort();

    expect(axes.slice(-2)).toEqual([5, 6]);
    expect(axes.slice(0, -2).every((count) => count === 2 || count === 3)).toBe(true);
    expect(all.every(({ items }) => items.length >= 9 && items.length <= 15)).toBe(true);
  });

  it.each(Object.keys(SPLITS) as Split[])('should have all four eras in %s', (split) => {
    const eras = new Set(splits[split].map(({ era }) => era));

    expect([...eras].sort()).toEqual(['contemporary', 'fictional', 'future', 'historical']);
  });
});

describe('the loader of contexts', () => {
  type Loader = typeof import('../../generators/contexts/index.js');
  let loader: Loader;
  beforeEach(async () => {
    vi.resetModules();
    loader = await import('../../generators/contexts/index.js');
  });
  afterEach(() => {
    vi.doUnmock('mesocosm');
    vi.doUnmock('../../generators/contexts/test-files.js');
  });

  it.each(Object.keys(SPLITS) as Split[])('should know the files that are in the folder of %s', (split) => {
    const files = readdirSync(join(root, 'generators/contexts', split)).filter((name) => name.endsWith('.json'));

    expect(loader.contextNames(split)).toEqual(files.map((name) => name.slice(0, -5)).sort());
  });

  it('should load one by name, and all of a split', async () => {
    const [first] = loader.contextNames('validation');

    expect((await loader.loadContext(first as string)).name).toBe(first);
    expect((await loader.loadContexts('validation')).map(({ name }) => name)).toEqual(
      loader.contextNames('validation'),
    );
  });

  it('should suggest the nearest name', async () => {
    const [first = ''] = loader.contextNames('train');

    await expect(loader.loadContext(`${first}s`)).rejects.toThrow(`did you mean "${first}"?`.replace('did', 'Did'));
    await expect(loader.loadContext('toString')).rejects.toThrow('there is no context "toString"');
  });

  it('should refuse the test split, and say how it is opened', async () => {
    const [first = ''] = loader.contextNames('test');

    await expect(loader.loadContexts('test')).rejects.toThrow(/test split is closed.*--open-test-split.*ACCESS\.md/);
    await expect(loader.loadContext(first)).rejects.toThrow(
      `the context "${first}" is of the test split, which is closed`,
    );
  });

  it('should stay closed where the opening cannot be written down', async () => {
    const { userError, ...rest } = await import('mesocosm');
    vi.resetModules();
    vi.doMock('mesocosm', () => ({
      ...rest,
      userError,
      recordAccess: async () => {
        throw userError({ kind: 'usage', what: 'no' });
      },
    }));
    loader = await import('../../generators/contexts/index.js');

    await expect(loader.openTestSplit({ why: 'a test' })).rejects.toThrow('no');
    await expect(loader.loadContexts('test')).rejects.toThrow('closed');
  });

  it('should open once the reason is written down, for this process', async () => {
    const said: unknown[] = [];
    const rest = await import('mesocosm');
    vi.resetModules();
    // Of no files: what is held back stays unread here too.
    vi.doMock('../../generators/contexts/test-files.js', () => ({ testFiles: {} }));
    vi.doMock('mesocosm', () => ({ ...rest, recordAccess: async (options: unknown) => void said.push(options) }));
    loader = await import('../../generators/contexts/index.js');

    await loader.openTestSplit({ why: 'a test of the loader' });

    expect(said).toMatchObject([{ why: 'a test of the loader' }]);
    expect(await loader.loadContexts('test')).toEqual([]);
  });

  it('should write down in the checkout where it is built, and beside the contexts where it is installed', () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'generators/contexts/test'), { recursive: true });
    const built = pathToFileURL(join(folder, 'dist/generators/contexts/index.js')).href;

    const [first, second] = loader.accessFiles(built).map((url) => fileURLToPath(url));

    expect(first).toBe(join(folder, 'generators/contexts/test/ACCESS.md'));
    expect(second).toBe(join(folder, 'dist/generators/contexts/test/ACCESS.md'));
    const source = pathToFileURL(join(root, 'generators/contexts/index.ts')).href;
    expect(loader.accessFiles(source).map((url) => fileURLToPath(url))).toEqual([
      join(root, 'generators/contexts/test/ACCESS.md'),
    ]);
    expect(existsSync(join(root, 'generators/contexts/test/ACCESS.md'))).toBe(true);
  });

  it('should be the only one that reads the test split', () => {
    const readers = ['src', 'scripts', 'generators', 'scenarios', 'bin', 'tests']
      .flatMap((top) =>
        readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((path) => join(top, path)),
      )
      .filter((path) => /\.(ts|js)$/.test(path))
      .filter((path) => /contexts\/test|\.\/test\/[a-z0-9-]+\.json/.test(readFileSync(join(root, path), 'utf8')));

    expect(readers.sort()).toEqual([
      'generators/contexts/index.ts',
      'generators/contexts/test-files.ts',
      'tests/generators/contexts.test.ts',
    ]);
  });
});
