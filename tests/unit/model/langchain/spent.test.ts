import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { afterReplies, notUsed } from '../../../../src/model/langchain/spent.js';
import type { ModelFailure } from '../../../../src/spec/index.js';
import { endpointModels } from '../../../support/endpoint-models.js';
import { answersWith, closesSocket, inTurn, says } from '../../../support/endpoint-server.js';

const { request, open, failureAfter } = endpointModels();
const { prompt } = request;

describe('what a failed attempt took', () => {
  const replies = [3, 4].map((completionTokens) => ({ usage: { promptTokens: 10, completionTokens } }));
  const failure: ModelFailure = { kind: 'unavailable', message: 'x', retryable: true };

  it('should be what its replies took where none can be used', () => {
    expect(notUsed(failure, replies)).toEqual({
      ...failure,
      usage: { promptTokens: 20, completionTokens: 7 },
      requests: 2,
    });
  });

  it('should not be known where the endpoint told nothing of one reply', () => {
    const silent = { usage: { promptTokens: null, completionTokens: null } };

    expect(notUsed(failure, [...replies, silent]).usage).toEqual({ promptTokens: null, completionTokens: null });
  });

  it.each([{ status: 500 }, { code: 'ECONNREFUSED' }])('should be what was answered before %j', (why) => {
    expect(afterReplies({ ...failure, ...why }, replies)).toEqual({
      ...failure,
      ...why,
      usage: { promptTokens: 20, completionTokens: 7 },
      requests: 3,
    });
  });

  it('should not be known where the request that failed may have been read', () => {
    expect(afterReplies({ ...failure, code: 'ECONNRESET' }, replies)).toEqual({
      ...failure,
      code: 'ECONNRESET',
      requests: 3,
    });
  });

  it('should be that of replies before and after', () => {
    const after = notUsed(failure, replies.slice(1));

    expect(afterReplies(after, replies.slice(0, 1))).toMatchObject({
      usage: { promptTokens: 20, completionTokens: 7 },
      requests: 2,
    });
  });

  it('should be left out where the first request fails', () => {
    expect(afterReplies({ ...failure, status: 429 }, [])).toEqual({ ...failure, status: 429 });
  });
});

describe('a model behind an endpoint', () => {
  it('should tell what samples took that were answered before one was turned away, and not again when it goes on', async () => {
    const model = await open('sampled', inTurn(says('Q'), says('Q'), answersWith(503, 'busy'), says('M'), says('M')));

    const first = await model.choose(request);
    const again = await model.choose(request);

    expect(first).toMatchObject({
      failure: { status: 503, usage: { promptTokens: 24, completionTokens: 2 }, requests: 3 },
    });
    expect(again).toMatchObject({
      value: { counts: [2, 2], usage: { promptTokens: 24, completionTokens: 2 } },
    });
  });

  it('should tell what a refused text took', async () => {
    const model = await open('sampled', says(null, { refusal: 'No.' }));

    expect(await model.write({ prompt, maxTokens: 5, temperature: 1 })).toMatchObject({
      failure: { kind: 'refused', usage: { promptTokens: 12, completionTokens: 1 }, requests: 1 },
    });
  });

  it('should sum what all attempts at a value took', async () => {
    const model = await open('sampled', says('{}'));
    const schema = z.object({ name: z.string() });

    expect(await model.write({ prompt, schema, maxTokens: 5, temperature: 1, repairs: 2 })).toMatchObject({
      failure: { kind: 'malformed', usage: { promptTokens: 36, completionTokens: 3 }, requests: 3 },
    });
  });

  it('should tell nothing of tokens where the connection was cut while a value was repaired', async () => {
    const model = await open('sampled', inTurn(says('{}'), closesSocket));
    const schema = z.object({ name: z.string() });

    const reply = await model.write({ prompt, schema, maxTokens: 5, temperature: 1 });

    expect(reply).toMatchObject({ failure: { kind: 'unavailable', requests: 2 } });
    expect(!reply.ok && reply.failure.usage).toBeUndefined();
  });

  it('should tell what a refused choice of first tokens took', async () => {
    expect(await failureAfter('exact', says(null, { refusal: 'No.' }))).toMatchObject({
      kind: 'refused',
      usage: { promptTokens: 12, completionTokens: 1 },
      requests: 1,
    });
  });
});
