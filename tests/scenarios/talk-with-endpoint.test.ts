import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languageModel } from '../../src/model/index.js';
import { runStudy } from '../../src/study/index.js';
import { conflict, systemUnderTest } from 'mesocosm/scenarios';
import { prefers, says, startEndpoint, type Behaviour, type EndpointServer } from '../support/endpoint-server.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const temporaryFolder = temporaryFolders();
const verdict = prefers({ yes: -0.4, no: -1.5 });
const move = prefers({ settle: -0.4, blame: -1.5 });
const speaks = says('I would like to settle this.');
const talks: Behaviour = (request, response) => {
  const asked = request.messages.map(({ content }) => content).join('\n');
  const choice = asked.includes('threaten?') || asked.includes('apologise?') ? move : verdict;
  (asked.includes('Answer with one of them only') ? choice : speaks)(request, response);
};

let server: EndpointServer;
beforeAll(async () => {
  server = await startEndpoint(talks);
});
afterAll(() => server.close());

describe('scenarios that talk, on an endpoint', () => {
  it('should hold a conflict in words', async () => {
    const { summary } = await runStudy({
      scenario: conflict({ steps: 4 }),
      model: 'openai:small',
      languageModel: { baseUrl: server.baseUrl },
      runs: 2,
      cache: false,
      folder: temporaryFolder(),
    });

    expect(summary.failures.failed).toBe(0);
    expect(
      server.requests.some(({ messages }) => JSON.stringify(messages).includes('I would like to settle this.')),
    ).toBe(true);
  });

  it('should test a system that is an endpoint, with people who are one', async () => {
    const system = await languageModel('openai:small', { baseUrl: server.baseUrl });
    const { summary } = await runStudy({
      scenario: systemUnderTest({ agents: 2, turns: 2 }, { system, systemName: 'the small one' }),
      model: 'openai:small',
      languageModel: { baseUrl: server.baseUrl },
      runs: 2,
      cache: false,
      folder: temporaryFolder(),
    });

    expect(summary.failures.failed).toBe(0);
    expect(summary.conditions[0]?.parameters['system']).toBe('the small one');
    expect(server.requests.some(({ messages }) => JSON.stringify(messages).includes('You answer a customer'))).toBe(
      true,
    );
  });
});
