import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder, KNOWN_WEIGHTS, listWeights, weightsAt } from '../../../../src/model/weights/index.js';
import { content, temporaryFolder, weights } from '../../../support/endpoint-weights.js';

describe('weightsAt', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('should know a file of the user by its checksum', async () => {
    const path = join(folder.path, 'mine.gguf');
    writeFileSync(path, content);

    const found = await weightsAt(path, folder.path);

    expect(found).toMatchObject({ name: '', path, sha256: weights.sha256, licence: null, source: null });
  });

  it('should do without a memory of checksums where it cannot keep one', async () => {
    const path = join(folder.path, 'mine.gguf');
    writeFileSync(path, content);
    writeFileSync(join(folder.path, 'no-folder'), '');

    expect((await weightsAt(path, join(folder.path, 'no-folder'))).sha256).toBe(weights.sha256);
  });

  it('should say that there is no such file', async () => {
    const path = join(folder.path, 'none.gguf');

    await expect(weightsAt(path, folder.path)).rejects.toMatchObject({ kind: 'usage' });
    await expect(weightsAt(path, folder.path)).rejects.toThrow(path);
  });
});

describe('cacheFolder', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it('should be where MESOCOSM_CACHE says', () => {
    vi.stubEnv('MESOCOSM_CACHE', '/somewhere');
    expect(cacheFolder()).toBe('/somewhere');
  });

  it("should be the platform's place for caches where the variable is empty", () => {
    vi.stubEnv('MESOCOSM_CACHE', '');
    expect(cacheFolder()).toMatch(/mesocosm/i);
  });
});

describe('listWeights', () => {
  it('should say of each known model whether it is here', async () => {
    const folder = temporaryFolder();
    const [first] = KNOWN_WEIGHTS;

    expect((await listWeights(folder.path)).map(({ path }) => path)).toEqual(KNOWN_WEIGHTS.map(() => null));
    writeFileSync(join(folder.path, first?.file ?? ''), '');
    expect((await listWeights(folder.path))[0]?.path).toBe(join(folder.path, first?.file ?? ''));
    folder.remove();
  });
});
