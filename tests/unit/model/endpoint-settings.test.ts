import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadEndpointSettings } from '../../../src/model/index.js';
import { mesocosm } from '../../support/command-line.js';
import { prefers, startEndpoint } from '../../support/endpoint-server.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
afterEach(() => vi.unstubAllEnvs());

function file(content: unknown): string {
  const path = join(folder(), 'endpoint.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('loadEndpointSettings', () => {
  it('should read settings, and take values of headers from the environment', async () => {
    vi.stubEnv('TEAM_KEY', 'a secret');
    const path = file({
      headers: { 'x-team': '$TEAM_KEY', 'x-cost': '$5' },
      body: { top_p: 0.9 },
      choose: 'samples',
      timeoutMs: 600_000,
    });

    expect(await loadEndpointSettings(path)).toEqual({
      headers: { 'x-team': 'a secret', 'x-cost': '$5' },
      body: { top_p: 0.9 },
      choose: 'samples',
      timeoutMs: 600_000,
    });
  });

  it.each([
    [{ headers: { 'x-team': '$NO_SUCH_KEY' } }, ['NO_SUCH_KEY', 'not set']],
    [{ header: {} }, ['header']],
    [{ choose: 'often' }, ['choose']],
    [{ reasoningTokens: 0 }, ['reasoningTokens']],
    [{ timeoutMs: 0 }, ['timeoutMs']],
    [{ timeoutMs: '10 min' }, ['timeoutMs']],
    [{ timeoutMs: 100_000_000 }, ['timeoutMs', '86400000']],
  ])('should say in one sentence what is wrong with %j, naming the file', async (content, words) => {
    const path = file(content);

    const error = (await loadEndpointSettings(path).catch((thrown: unknown) => thrown)) as Error;

    expect(error).toMatchObject({ kind: 'usage', exitCode: 2 });
    for (const said of [path, ...words]) expect(error.message).toContain(said);
  });
});

describe('--model-options', () => {
  it('should reach the endpoint, in every request of a study', async () => {
    const server = await startEndpoint((request, response) => {
      const probing = request.messages.at(-1)?.content.includes('A or B') === true;
      prefers(probing ? { A: 0.5, B: 0.5 } : { Q: 0.6, M: 0.4 })(request, response);
    });
    const settings = file({ headers: { 'x-team': 'blue' }, body: { top_p: 0.5 }, organisation: 'org-7' });
    const small = ['--agents', '4', '--horizon', '12', '--runs', '1', '--arms', 'isolated', '--no-cache'];

    const model = ['--model', 'openai:small', '--base-url', server.baseUrl, '--model-options', settings];
    const ran = await mesocosm(['run', 'naming-game', ...model, ...small, '--folder', folder()]);
    await server.close();

    expect([ran.code, ran.err.includes('blue')]).toEqual([0, false]);
    expect(server.requests.length).toBeGreaterThan(1);
    for (const request of server.requests) {
      expect(request).toMatchObject({
        top_p: 0.5,
        headers: { 'x-team': 'blue', 'openai-organization': 'org-7' },
      });
    }
  });

  it('should be refused beside a model that is not asked at an endpoint', async () => {
    const { code, err } = await mesocosm(['run', '--model-options', file({})]);

    expect(code).toBe(2);
    expect(err).toContain('--model-options holds settings of an endpoint');
  });
});
