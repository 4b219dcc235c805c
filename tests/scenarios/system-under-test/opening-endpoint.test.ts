import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readStudyFile } from '../../../src/study/index.js';
import { systemUnderTest } from '../../../scenarios/index.js';
import { mesocosm } from '../../support/command-line.js';
import { hangs, says, startEndpoint, type Behaviour, type EndpointServer } from '../../support/endpoint-server.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const replies = says('Thank you. What is the number of your order?');

let server: EndpointServer;
let stop: AbortController;
beforeAll(async () => {
  server = await startEndpoint(replies);
});
afterAll(() => server.close());
beforeEach(() => {
  vi.stubEnv('OPENAI_BASE_URL', server.baseUrl);
  vi.stubEnv('OPENAI_API_KEY', 'secret-key');
  stop = new AbortController();
});
afterEach(() => vi.unstubAllEnvs());

/** Answers as `otherwise`, but hangs for one model, and says when that was asked. */
function hangsFor(name: string, otherwise: Behaviour = replies): Behaviour {
  return (request, response) => {
    if (request.model !== name) return otherwise(request, response);
    stop.abort();
    return hangs(request, response);
  };
}

const SMALL = ['--agents', '2', '--turns', '1', '--runs', '1', '--arms', 'interacting'];

describe('an endpoint that a scenario brings, and that hangs while it is opened', () => {
  it.each([
    ['system', ['--system', 'openai:slow']],
    ['judge', ['--judge', 'openai:slow']],
  ])('should be given up at the first Ctrl-C (%s)', async (_what, options) => {
    server.behave(hangsFor('slow'));
    const where = folder();
    const argv = ['run', 'system-under-test', '--mind', 'scripted', ...SMALL, ...options, '--folder', where];
    const { code, err } = await mesocosm(argv, { signal: stop.signal });

    expect(code).toBe(130);
    expect(err).toMatch(/opening the model was interrupted\nGo on with:\nmesocosm resume /);
    expect(await readStudyFile(onlyStudyIn(where))).toMatchObject({ status: 'interrupted' });
  });

  it('should be given up where nobody but the mind opens it, and be opened again later', async () => {
    server.behave(hangsFor('slow'));
    const scenario = systemUnderTest({ agents: 2, turns: 1, system: 'openai:slow' });
    const system = scenario.agents.find(({ role }) => role === 'system')?.mind;
    const situation = {
      kind: 'x',
      state: [],
      framing: [],
      statements: [],
      options: [],
      cue: { completion: [], chat: [] },
    };
    const text = { ...situation, unordered: false, answer: { kind: 'text', maxCharacters: 100 } } as never;
    const context = { agent: 'system-1', occasion: 0, stream: 'x' };

    await expect(system?.judge(text, { ...context, signal: stop.signal })).rejects.toThrow(/interrupted/);
    server.behave(replies);
    expect(await system?.judge(text, context)).toMatchObject({ kind: 'answer' });
  });
});
