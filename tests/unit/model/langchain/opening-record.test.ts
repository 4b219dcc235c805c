import { afterEach, describe, expect, it } from 'vitest';
import { openaiModel } from '../../../../src/model/langchain/index.js';
import {
  answersWith,
  prefers,
  says,
  startEndpoint,
  type Behaviour,
  type EndpointServer,
} from '../../../support/endpoint-server.js';

let server: EndpointServer | undefined;
afterEach(() => server?.close());

/** Refuses a seed, and says the rest. */
const withoutSeed: Behaviour = (request, response) =>
  (request.seed === undefined ? says('A') : answersWith(400, 'seed is not supported'))(request, response);

describe('what an opening found out', () => {
  it.each([
    ['log-probabilities', prefers({ A: 0.6, B: 0.3 })],
    ['counted samples of an endpoint that takes no seed', withoutSeed],
  ])('should open the same endpoint again without a question: %s', async (_what, behaviour) => {
    server = await startEndpoint(behaviour);
    const given = { model: 'small', baseUrl: server.baseUrl, apiKey: 'secret-key' };
    const first = await openaiModel(given);
    const asked = server.requests.length + server.completions.length;
    // As it comes from a file.
    const again = await openaiModel({ ...given, found: JSON.parse(JSON.stringify(first.found)) as never });

    expect(server.requests.length + server.completions.length).toBe(asked);
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(again.capabilities).toEqual(first.capabilities);
    expect(again.description).toEqual(first.description);
    expect(JSON.stringify(first.found)).not.toContain('secret');
  });

  it.each([
    ['another model', { model: 'large' }],
    ['other fields', { body: { top_p: 1 } }],
    ['another way to choose', { choose: 'samples' }],
  ] as const)('should not be taken for %s', async (_what, other) => {
    server = await startEndpoint(prefers({ A: 0.6, B: 0.3 }));
    const given = { model: 'small', baseUrl: server.baseUrl };
    const { found } = await openaiModel(given);
    const asked = server.requests.length;
    await openaiModel({ ...given, ...other, found });

    expect(server.requests.length).toBeGreaterThan(asked);
  });

  it('should be asked for where the record is none', async () => {
    server = await startEndpoint(prefers({ A: 0.6, B: 0.3 }));
    const model = await openaiModel({ model: 'small', baseUrl: server.baseUrl, found: { of: 'x' } });

    expect(server.requests.length).toBeGreaterThan(0);
    expect(model.capabilities.choose).toBe('exact');
  });
});
