import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_WEIGHTS, KNOWN_WEIGHTS, removeWeights } from '../../../../src/model/weights/index.js';
import { content, temporaryFolder, weights } from '../../../support/endpoint-weights.js';

const [{ file }] = KNOWN_WEIGHTS as [(typeof KNOWN_WEIGHTS)[number]];

describe('removeWeights', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let cache: string;
  beforeEach(() => {
    folder = temporaryFolder();
    cache = join(folder.path, 'cache');
    mkdirSync(cache);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    folder.remove();
  });

  it('should remove the weights and what there is of a download, say how much, and leave the rest', async () => {
    const gone = [file, `${file}.fetched.part`, `${file}.fetched.part.version`];
    for (const name of [...gone, 'other.gguf', 'checksums.json']) writeFileSync(join(cache, name), content);
    mkdirSync(join(cache, `${file}.fetched.pip`));
    writeFileSync(join(cache, `${file}.fetched.pip`, 'a.whl'), content);

    const removed = await removeWeights(DEFAULT_WEIGHTS, { cache });

    expect([removed.bytes, removed.files.length, removed.kept]).toEqual([4 * content.length, 4, null]);
    expect(readdirSync(cache).toSorted()).toEqual(['checksums.json', 'other.gguf']);
  });

  it('should find nothing to remove where nothing is, with a cache and without', async () => {
    expect(await removeWeights(DEFAULT_WEIGHTS, { cache })).toMatchObject({ files: [], bytes: 0 });
    expect(await removeWeights(DEFAULT_WEIGHTS, { cache: join(folder.path, 'none') })).toMatchObject({ bytes: 0 });
  });

  it('should refuse while another process is fetching, and remove nothing', async () => {
    writeFileSync(join(cache, file), content);
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    await once(holder, 'spawn');
    writeFileSync(join(cache, '.lock'), JSON.stringify({ pid: holder.pid, startedAt: 'now', birth: null }));

    const removing = removeWeights(DEFAULT_WEIGHTS, { cache });

    await expect(removing).rejects.toMatchObject({ kind: 'usage' });
    await expect(removing).rejects.toThrow(String(holder.pid));
    expect(existsSync(join(cache, file))).toBe(true);
    holder.kill('SIGKILL');
  });

  it("should never remove a user's own file", async () => {
    const own = join(folder.path, 'mine.gguf');
    writeFileSync(own, content);
    const registry = join(folder.path, 'models.json');
    const { sha256, bytes } = weights;
    const mine = { name: 'mine', file: 'mine.gguf', sha256, bytes, licence: 'MIT' };
    writeFileSync(registry, JSON.stringify({ formatVersion: 1, models: [mine] }));
    vi.stubEnv('MESOCOSM_MODELS', registry);

    expect(await removeWeights('mine', { cache })).toEqual({ name: 'mine', files: [], bytes: 0, kept: own });
    expect(existsSync(own)).toBe(true);
  });

  it('should say that no model has the name', async () => {
    await expect(removeWeights('smollm', { cache })).rejects.toThrow(`Did you mean "${DEFAULT_WEIGHTS}"?`);
  });
});
