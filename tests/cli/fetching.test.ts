import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { until } from '../support/endpoint-requests.js';
import { content, serves, servesOnly, startHub, weights, type Hub } from '../support/endpoint-weights.js';
import { end, endProcessesAfterEach, runProgram, startProgram } from '../support/program.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const temporary = temporaryFolders();
endProcessesAfterEach();

describe('a process that fetches weights', () => {
  let hub: Hub;
  let folder: string;
  let cached: string;
  beforeEach(async () => {
    hub = await startHub(servesOnly(120_000, 'stalls'));
    folder = temporary();
    const { sha256, bytes } = weights;
    cached = join(folder, `toy.${sha256.slice(0, 12)}.gguf`);
    const toy = { name: 'toy', urls: [`${hub.base}/toy.gguf`], sha256, bytes, licence: 'none' };
    writeFileSync(join(folder, 'models.json'), JSON.stringify({ formatVersion: 1, models: [toy] }));
    vi.stubEnv('MESOCOSM_MODELS', join(folder, 'models.json'));
    vi.stubEnv('MESOCOSM_CACHE', folder);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await hub.close();
  });

  const part = (): number => (existsSync(`${cached}.fetched.part`) ? statSync(`${cached}.fetched.part`).size : 0);

  it('should leave nothing that passes for weights when it is killed, and the next should go on from there', async () => {
    const killed = startProgram(['model', 'pull', 'toy'], folder);
    await until(() => part() === 120_000);
    killed.process.kill('SIGKILL');
    await end(killed);
    expect(existsSync(cached)).toBe(false);

    hub.serve(serves);
    const { code, out } = await runProgram(['model', 'pull', 'toy'], folder);

    expect(code).toBe(0);
    expect(out).toContain(cached);
    expect(hub.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=120000-']);
    expect(readFileSync(cached).equals(content)).toBe(true);
  });

  it('should not have its cache taken away by another one that removes', async () => {
    const fetching = startProgram(['model', 'pull', 'toy'], folder);
    await until(() => part() === 120_000);

    const { code, err } = await runProgram(['model', 'remove', 'toy'], folder);

    expect(code).toBe(2);
    expect(err).toContain(String(fetching.process.pid));
    expect(part()).toBe(120_000);
  });
});
