import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openaiModel } from '../../../../src/model/langchain/index.js';
import { fakeClock } from '../../../../src/testing/index.js';
import { endpointModels } from '../../../support/endpoint-models.js';
import { outcomeOf, until } from '../../../support/endpoint-requests.js';
import {
  answersBody,
  answersError,
  answersWith,
  breaksOff,
  closesSocket,
  hangs,
  inTurn,
  says,
} from '../../../support/endpoint-server.js';

const { request, endpoint, open, failureAfter, sent } = endpointModels();
const { prompt } = request;

describe.each(['exact', 'sampled'] as const)('what goes wrong at an endpoint (%s)', (kind) => {
  it.each([
    ['a 400', answersWith(400, 'no model is loaded'), { kind: 'unavailable', status: 400, retryable: false }],
    [
      'a 400 of a filter',
      answersError(400, { message: 'no', code: 'content_filter' }),
      { kind: 'refused', status: 400, retryable: false },
    ],
    ['a 401', answersWith(401, 'bad key'), { kind: 'unavailable', status: 401, retryable: false }],
    ['a 404', answersWith(404, 'gone'), { kind: 'unavailable', status: 404, retryable: false }],
    [
      'a 429',
      answersWith(429, 'slow down', { 'retry-after': '7' }),
      { kind: 'unavailable', status: 429, retryable: true, retryAfterMs: 7000 },
    ],
    ['a 500', answersWith(500, 'oops'), { kind: 'unavailable', status: 500, retryable: true }],
    [
      'a closed connection',
      closesSocket,
      { kind: 'unavailable', retryable: true, message: expect.stringContaining('(UND_ERR_SOCKET)') },
    ],
    [
      'a connection that broke in the middle of a reply',
      breaksOff,
      {
        kind: 'unavailable',
        retryable: true,
        message: 'the connection broke while the reply was coming (UND_ERR_SOCKET)',
      },
    ],
    ['half a JSON text', answersBody('{"choices":['), { kind: 'unavailable', retryable: true }],
    ['a web page', answersBody('<html>', 'text/html'), { kind: 'unavailable', retryable: true }],
    ['no choices', answersBody('{"choices":[]}'), { kind: 'unavailable', retryable: true }],
    ['an empty reply', says(''), { kind: 'malformed', message: expect.stringContaining('the reply is empty') }],
    ['a reply of null', says(null), { kind: 'malformed', message: expect.stringContaining('the reply is empty') }],
    [
      'a refusal',
      says(null, { refusal: 'I will not.' }),
      { kind: 'refused', evidence: 'I will not.', retryable: false },
    ],
    ['a filter', says('', { finish: 'content_filter' }), { kind: 'refused', evidence: 'content filter' }],
    [
      'a prompt that is too long',
      answersWith(400, "This model's maximum context length is 10 tokens"),
      {
        kind: 'malformed',
        status: 400,
        message: expect.stringContaining("the prompt is longer than the model's context: take"),
      },
    ],
  ])('should be a value after %s', async (_what, behaviour, expected) => {
    expect(await failureAfter(kind, behaviour)).toMatchObject(expected);
  });

  it('should fail one decision after a 400, and answer the next', async () => {
    const top = { Q: 1 };
    const model = await open(kind, inTurn(answersWith(400, 'no'), says('Q', { tokens: [{ token: 'Q', top }] })));

    const replies = [await model.choose(request), await model.choose(request)];

    expect(replies.map(outcomeOf)).toEqual(['unavailable', 'answered']);
  });

  it('should ask each time once: retries are not its business', async () => {
    await failureAfter(kind, answersWith(500));

    expect(sent()).toHaveLength(1);
  });

  it('should end a call that hangs when it is interrupted, and close the connection', async () => {
    let closed = false;
    const model = await open(kind, (_request, response) => void response.on('close', () => (closed = true)));
    const stop = new AbortController();
    const asked = model.choose(request, { signal: stop.signal });
    await until(() => sent().length > 0);

    stop.abort();

    expect(outcomeOf(await asked)).toBe('aborted');
    await until(() => closed);
    expect(closed).toBe(true);
  });

  it('should ask nothing after an interruption', async () => {
    const model = await open(kind, says('Q'));

    const reply = await model.choose(request, { signal: AbortSignal.abort() });

    expect([outcomeOf(reply), sent().length]).toEqual(['aborted', 0]);
  });

  it('should give no warning of many calls that share a signal', async () => {
    const warnings: Error[] = [];
    const keep = (warning: Error): void => void warnings.push(warning);
    process.on('warning', keep);
    const model = await open(kind, hangs);
    const stop = new AbortController();
    const asked = Array.from({ length: 16 }, () => model.choose(request, { signal: stop.signal }));
    await until(() => sent().length === 16);

    stop.abort();
    await Promise.all(asked);
    process.off('warning', keep);

    expect(warnings).toEqual([]);
  });
});

describe('writing at an endpoint', () => {
  const asking = { prompt, maxTokens: 50, temperature: 0.7 };
  const schema = z.object({ name: z.string(), age: z.number() });

  it('should give the text, its end and its usage, and pass on seed and temperature', async () => {
    const model = await open('exact', says('Once upon', { finish: 'length' }));

    const reply = await model.write(asking, { seed: 7 });

    expect(reply).toEqual({
      ok: true,
      value: { text: 'Once upon', finishReason: 'length', usage: { promptTokens: 12, completionTokens: 1 } },
    });
    expect(sent()[0]).toMatchObject({ max_tokens: 50, temperature: 0.7, seed: 7 });
  });

  it('should tell the endpoint which value is wanted, and find it in what surrounds it', async () => {
    const model = await open('exact', says('Sure!\n```json\n{"name":"Ann","age":40}\n```'));

    const reply = await model.write({ ...asking, schema });

    expect(reply.ok && reply.value.value).toEqual({ name: 'Ann', age: 40 });
    expect(sent()[0]?.messages.at(-1)?.content).toContain('"required":["name","age"]');
  });

  it('should ask again with what was wrong, and add up what it cost', async () => {
    const model = await open('exact', inTurn(says('{"name":"Ann"}'), says('{"name":"Ann","age":40}')));

    const reply = await model.write({ ...asking, schema });

    expect(reply.ok && reply.value.usage).toEqual({ promptTokens: 24, completionTokens: 2, requests: 2 });
    const repair = sent()[1]?.messages.at(-1)?.content;
    expect(repair).toContain('{"name":"Ann"}');
    expect(repair).toContain('age: Invalid input: expected number');
  });

  it('should be malformed after three replies of another shape, with the last as evidence', async () => {
    const model = await open('exact', says('{"name":"Ann"'));

    const reply = await model.write({ ...asking, schema });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', evidence: '{"name":"Ann"' } });
    expect(sent()).toHaveLength(3);
  });

  it('should say that it has no scores', async () => {
    const model = await open('exact', says('Q'));

    expect(await model.score({ prompt, continuations: ['Q'] })).toMatchObject({
      ok: false,
      failure: { kind: 'not-available', retryable: false },
    });
  });
});

describe('the key and the address of an endpoint', () => {
  it('should need no key at a local address, and send the one that there is', async () => {
    endpoint().behave(says('A'));
    await openaiModel({ model: 'small', baseUrl: endpoint().baseUrl });
    vi.stubEnv('OPENAI_API_KEY', 'from the environment');
    await openaiModel({ model: 'small', baseUrl: endpoint().baseUrl });
    await openaiModel({ model: 'small', baseUrl: endpoint().baseUrl, apiKey: 'given' });

    const sentKeys = endpoint().requests.map(({ authorization }) => authorization);
    expect([...new Set(sentKeys)]).toEqual(['Bearer none', 'Bearer from the environment', 'Bearer given']);
  });

  it('should take the address from the environment', async () => {
    endpoint().behave(says('A'));
    vi.stubEnv('OPENAI_BASE_URL', endpoint().baseUrl);

    await openaiModel({ model: 'small' });

    expect(endpoint().requests).not.toEqual([]);
  });

  it.each([undefined, ''])(
    'should say which key is missing, and the ways on, without asking anybody (%j)',
    async (key) => {
      const opened = openaiModel({
        model: 'small',
        baseUrl: 'https://example.org/v1',
        apiKey: key,
        clock: fakeClock(),
      });

      const error = (await opened.catch((thrown: unknown) => thrown)) as Error;

      expect(error).toMatchObject({ kind: 'usage', exitCode: 2 });
      for (const words of ['OPENAI_API_KEY', 'https://example.org/v1', '--base-url', 'mesocosm run']) {
        expect(error.message).toContain(words);
      }
    },
  );

  it('should refuse an address that is none', async () => {
    await expect(openaiModel({ model: 'small', baseUrl: 'localhost:11434' })).rejects.toMatchObject({ kind: 'usage' });
  });
});
