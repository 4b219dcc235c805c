import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { assertModelName, languageModel } from '../../../src/model/index.js';
import { prefers, startEndpoint, type EndpointServer } from '../../support/endpoint-server.js';
import { temporaryFolder } from '../../support/endpoint-weights.js';

describe('languageModel', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: EndpointServer;
  beforeEach(async () => {
    folder = temporaryFolder();
    server = await startEndpoint(prefers({ A: 0.6, B: 0.4 }));
    vi.stubEnv('MESOCOSM_CACHE', folder.path);
    vi.stubEnv('MESOCOSM_MODEL', '');
    vi.stubEnv('OPENAI_API_KEY', '');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.close();
    folder.remove();
  });

  it('should open an endpoint by `openai:NAME`', async () => {
    const model = await languageModel('openai:small', { baseUrl: server.baseUrl });

    expect([model.name, server.requests[0]?.model]).toEqual(['openai:small', 'small']);
  });

  it('should take the name from MESOCOSM_MODEL where none is given', async () => {
    vi.stubEnv('MESOCOSM_MODEL', 'openai:from-the-environment');

    expect((await languageModel(undefined, { baseUrl: server.baseUrl })).name).toBe('openai:from-the-environment');
  });

  it('should prefer the name that is given', async () => {
    vi.stubEnv('MESOCOSM_MODEL', 'openai:from-the-environment');

    expect((await languageModel('openai:given', { baseUrl: server.baseUrl })).name).toBe('openai:given');
  });

  it.each(['gpt-4o', 'openai:', 'smollm', ''])('should say that "%s" is no model, and what there is', async (name) => {
    const opened = languageModel(name);

    await expect(opened).rejects.toMatchObject({ kind: 'usage', exitCode: 2 });
    await expect(opened).rejects.toThrow(`"${name}" is no model`);
    await expect(opened).rejects.toThrow('openai:NAME');
    await expect(opened).rejects.toThrow('smollm2-135m-instruct');
  });

  it.each(['gpt-4o', 'openai:', ''])('should refuse "%s" without opening anything', async (name) => {
    await expect(assertModelName(name)).rejects.toMatchObject({ kind: 'usage', exitCode: 2 });
    await expect(assertModelName(name)).rejects.toThrow('smollm2-135m-instruct');
  });

  it.each(['openai:small', 'smollm2-135m-instruct', 'not-there.gguf'])('should take the name "%s"', async (name) => {
    vi.stubEnv('OPENAI_BASE_URL', server.baseUrl);
    await expect(assertModelName(name)).resolves.toBeUndefined();

    expect(server.requests).toEqual([]);
  });

  it('should say that a file is not there', async () => {
    const path = join(folder.path, 'none.gguf');

    await expect(languageModel(path)).rejects.toMatchObject({ kind: 'usage', exitCode: 2 });
    await expect(languageModel(path)).rejects.toThrow(`${path}: there is no such file`);
  });

  it('should say that a file cannot be loaded, and what was expected', async () => {
    const path = join(folder.path, 'text.gguf');
    writeFileSync(path, 'this is no model');

    const opened = languageModel(path);

    await expect(opened).rejects.toMatchObject({ kind: 'unreachable', exitCode: 3 });
    await expect(opened).rejects.toThrow(`${path}: the model cannot be loaded`);
  });
});
