import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ensureWeights,
  KNOWN_WEIGHTS,
  knownWeights,
  listWeights,
  registeredWeights,
  registryFile,
  sourcesOf,
  weightsAt,
} from '../../../../src/model/weights/index.js';
import { content, temporaryFolder, weights } from '../../../support/endpoint-weights.js';

const mine = {
  name: 'mine',
  file: 'mine.gguf',
  sha256: weights.sha256,
  bytes: weights.bytes,
  licence: 'MIT',
};

describe("a user's registry of models", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'models.json');
    vi.stubEnv('MESOCOSM_MODELS', file);
    vi.stubEnv('MESOCOSM_CACHE', join(folder.path, 'cache'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    folder.remove();
  });

  const register = (...models: readonly object[]): void =>
    writeFileSync(file, JSON.stringify({ formatVersion: 1, models }));
  const namesOf = async (): Promise<readonly string[]> => (await registeredWeights()).map(({ name }) => name);
  const builtIn = KNOWN_WEIGHTS.map(({ name }) => name);

  it('should be found where MESOCOSM_MODELS says, else in the place for configuration', () => {
    expect(registryFile()).toBe(file);
    vi.stubEnv('MESOCOSM_MODELS', '');
    expect(registryFile()).toMatch(/mesocosm.*models\.json$/i);
  });

  it('should not have to be there, unless it is named', async () => {
    await expect(registeredWeights()).rejects.toThrow(`${file}: there is no such file`);

    vi.stubEnv('MESOCOSM_MODELS', '');
    expect(await registeredWeights(join(folder.path, 'none.json'))).toEqual(KNOWN_WEIGHTS);
  });

  it('should come before what is built in, and take the place of what has the same name', async () => {
    register(mine, { ...mine, name: builtIn[0] });

    expect(await namesOf()).toEqual(['mine', builtIn[0], ...builtIn.slice(1)]);
    expect((await knownWeights(builtIn[0] as string)).registeredIn).toBe(file);
  });

  it('should suggest the nearest of all names', async () => {
    register(mine);

    await expect(knownWeights('mint')).rejects.toThrow(`Did you mean "mine"? There are: mine, ${builtIn.join(', ')}`);
  });

  it('should fill in what is not said', async () => {
    register(mine);

    expect(await knownWeights('mine')).toMatchObject({
      path: join(folder.path, 'mine.gguf'),
      chatTemplate: 'from the file',
      elicitation: { form: 'completion' },
      parameters: null,
      contextSize: null,
      registeredIn: file,
    });
  });

  it.each([
    ['sha256', { ...mine, sha256: 'abc' }, '$.models[0].sha256: expected 64 hexadecimal digits'],
    ['bytes', { ...mine, bytes: 0 }, '$.models[0].bytes: '],
    ['licence', { ...mine, licence: undefined }, '$.models[0].licence: '],
    ['name', { ...mine, name: '../mine' }, '$.models[0].name: expected letters'],
    ['a name like a path', { ...mine, name: 'x.gguf' }, 'does not end in .gguf'],
    ['an address', { ...mine, urls: ['ftp://example.org/x'] }, '$.models[0].urls[0]: '],
    [
      'an option of pip for a package',
      { ...mine, python: { package: '--pre', version: '1' } },
      'name of a Python package',
    ],
    ['a word that is not known', { ...mine, license: 'MIT' }, 'license'],
    ['no place', { ...mine, file: undefined }, 'where the weights are to be had'],
  ])('should be refused in one sentence that names the place (%s)', async (_what, entry, words) => {
    register(entry);

    await expect(registeredWeights()).rejects.toMatchObject({ kind: 'usage', exitCode: 2 });
    await expect(registeredWeights()).rejects.toThrow(words);
    await expect(registeredWeights()).rejects.toThrow(file);
  });

  it('should be refused where a name stands twice', async () => {
    register(mine, mine);

    await expect(registeredWeights()).rejects.toThrow('expected each name once');
  });

  it('should have weights from a file of the user where it stands, and copy nothing', async () => {
    register(mine);
    writeFileSync(join(folder.path, 'mine.gguf'), content);

    const found = await ensureWeights({ name: 'mine' });

    const path = join(folder.path, 'mine.gguf');
    expect(found).toMatchObject({ path, from: `the file ${path}`, sha256: weights.sha256, licence: 'MIT' });
    expect((await listWeights())[0]?.path).toBe(path);
  });

  it.each([
    ['cut off', content.subarray(0, 1000), 'so it may be incomplete'],
    ['another of the same length', content.toReversed(), `it has ${content.length} bytes)`],
  ])('should refuse a file of the user that is %s', async (_what, bytes, words) => {
    register(mine);
    writeFileSync(join(folder.path, 'mine.gguf'), bytes);

    await expect(ensureWeights({ name: 'mine' })).rejects.toMatchObject({ kind: 'usage' });
    await expect(ensureWeights({ name: 'mine' })).rejects.toThrow(words);
  });

  it('should take weights from the cache where the file of the user is not there', async () => {
    register(mine);
    const { file: cached } = await knownWeights('mine');
    mkdirSync(join(folder.path, 'cache'));
    writeFileSync(join(folder.path, 'cache', cached), content);

    expect((await ensureWeights({ name: 'mine' })).from).toBe('the cache');
  });

  it('should say how a file is asked that is known by its checksum alone', async () => {
    register({ ...mine, elicitation: { form: 'chat' } });
    const elsewhere = join(folder.path, 'renamed.gguf');
    writeFileSync(elsewhere, content);

    expect(await weightsAt(elsewhere)).toMatchObject({ name: 'mine', elicitation: { form: 'chat' } });
  });

  it('should be had from addresses and then from a package, and show nothing secret of an address', async () => {
    register({
      ...mine,
      file: undefined,
      urls: ['https://me:secret@example.org/a.gguf?token=secret'],
      python: { package: 'llm-mine', version: '1.0' },
    });

    const names = sourcesOf(await knownWeights('mine')).map(({ name }) => name);

    expect(names).toEqual(['https://example.org/a.gguf', 'Python package']);
  });
});

describe('weights that are built in', () => {
  it.each(KNOWN_WEIGHTS)('should be known by checksum, size, licence and a place: $name', (known) => {
    expect(known.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(known.bytes).toBeGreaterThan((known.parameters as number) / 2);
    expect(known.licence).not.toBe('');
    expect(sourcesOf(known).map(({ name }) => name)).toEqual([expect.stringContaining('model hub'), 'Python package']);
  });
});
