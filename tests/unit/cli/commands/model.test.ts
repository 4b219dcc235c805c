import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { jsonOf, mesocosm } from '../../../support/command-line.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const folder = temporaryFolders();
afterEach(() => void vi.unstubAllEnvs());

describe('model list', () => {
  it('should say which weights are known, and that they are not here', async () => {
    vi.stubEnv('MESOCOSM_CACHE', folder());
    const { code, out } = await mesocosm(['model', 'list']);

    expect(code).toBe(0);
    expect(out).toContain('smollm2-135m-instruct  98 MB  Apache-2.0  not fetched yet  (built in)\n');
  });

  it('should be data with --json', async () => {
    const cache = folder();
    vi.stubEnv('MESOCOSM_CACHE', cache);

    expect(jsonOf(await mesocosm(['model', 'list', '--json']))).toMatchObject({
      status: 'done',
      data: { cache, registry: expect.stringContaining('models.json') },
    });
    expect(jsonOf(await mesocosm(['model', 'list', '--json']))).toHaveProperty('data.models.0', {
      name: 'smollm2-135m-instruct',
      bytes: 98_362_432,
      licence: 'Apache-2.0',
      path: null,
      registeredIn: null,
    });
  });
});

describe('model pull', () => {
  it('should be interrupted before it fetches anything', async () => {
    vi.stubEnv('MESOCOSM_CACHE', folder());
    const { code, out } = await mesocosm(['model', 'pull'], { signal: AbortSignal.abort() });

    expect([code, out]).toEqual([130, '']);
  });
});

describe('model info', () => {
  it('should tell of a model that is not here what is known, and how to have it', async () => {
    vi.stubEnv('MESOCOSM_CACHE', folder());

    const { code, out } = await mesocosm(['model', 'info', 'gemma-3-270m']);

    expect(code).toBe(0);
    for (const words of [
      'Gemma Terms of Use',
      '253 MB, 268 million parameters',
      'a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818',
      '32768 tokens at most',
      'chat template none',
      'asked by      completion',
      'not here yet: `mesocosm model pull gemma-3-270m`',
      'the cache, then model hub',
      ', then Python package',
    ]) {
      expect(out).toContain(words);
    }
    expect(out).not.toContain('\nfile ');
  });

  it('should be data with --json, and say why a file tells nothing of itself', async () => {
    const cache = folder();
    vi.stubEnv('MESOCOSM_CACHE', cache);
    writeFileSync(join(cache, 'SmolLM2-135M-Instruct.Q4_1.gguf'), 'no model');

    expect(jsonOf(await mesocosm(['model', 'info', '--json']))).toMatchObject({
      status: 'done',
      data: {
        name: 'smollm2-135m-instruct',
        licence: 'Apache-2.0',
        parameters: 134_515_008,
        elicitation: { form: 'completion' },
        registeredIn: null,
        path: join(cache, 'SmolLM2-135M-Instruct.Q4_1.gguf'),
        sources: ['the cache', expect.stringContaining('model hub'), 'Python package'],
        file: { unreadable: 'it is no GGUF file' },
      },
    });
  });

  it('should list the names for one that is not known', async () => {
    const { code, err } = await mesocosm(['model', 'info', 'gemma']);

    expect(code).toBe(2);
    expect(err.replaceAll(/\s+/g, ' ')).toContain(
      'Did you mean "gemma-3-270m"? There are: smollm2-135m-instruct, gemma-3-270m',
    );
  });
});

describe('model remove', () => {
  it('should say how much room there is again, and the second time that nothing is there', async () => {
    const cache = folder();
    vi.stubEnv('MESOCOSM_CACHE', cache);
    writeFileSync(join(cache, 'gemma-3-270m-q4_k_m.gguf'), Buffer.alloc(3_000_000));

    expect(await mesocosm(['model', 'remove', 'gemma-3-270m'])).toMatchObject({
      code: 0,
      out: 'gemma-3-270m: removed from the cache; 3 MB are free again.\n',
    });
    expect(await mesocosm(['model', 'remove', 'gemma-3-270m'])).toMatchObject({
      code: 0,
      out: 'gemma-3-270m: nothing of it is in the cache.\n',
    });
    expect(existsSync(join(cache, 'gemma-3-270m-q4_k_m.gguf'))).toBe(false);
  });

  it('should be data with --json', async () => {
    vi.stubEnv('MESOCOSM_CACHE', folder());

    expect(jsonOf(await mesocosm(['model', 'remove', 'gemma-3-270m', '--json']))).toMatchObject({
      status: 'done',
      data: { name: 'gemma-3-270m', files: [], bytes: 0, kept: null },
    });
  });
});
