import { afterEach, describe, expect, it, vi } from 'vitest';
import { jsonOf, mesocosm } from '../../../support/command-line.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const folder = temporaryFolders();
afterEach(() => void vi.unstubAllEnvs());

describe('model list', () => {
  it('should say which weights are known, and that they are not here', async () => {
    vi.stubEnv('MESOCOSM_CACHE', folder());
    const { code, out } = await mesocosm(['model', 'list']);

    expect([code, out]).toEqual([0, 'smollm2-135m-instruct  98 MB  Apache-2.0  not fetched yet\n']);
  });

  it('should be data with --json', async () => {
    const cache = folder();
    vi.stubEnv('MESOCOSM_CACHE', cache);

    expect(jsonOf(await mesocosm(['model', 'list', '--json']))).toMatchObject({
      status: 'done',
      data: { cache, models: [{ name: 'smollm2-135m-instruct', licence: 'Apache-2.0', path: null }] },
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
