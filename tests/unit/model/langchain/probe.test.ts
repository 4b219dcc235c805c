import { afterEach, describe, expect, it } from 'vitest';
import { openaiModel } from '../../../../src/model/langchain/index.js';
import { fakeClock, type FakeClock } from '../../../../src/testing/index.js';
import { until } from '../../../support/endpoint-requests.js';
import {
  answersBody,
  answersWith,
  breaksOff,
  closesSocket,
  hangs,
  inTurn,
  prefers,
  refusesLogProbabilities,
  says,
  startEndpoint,
  type Behaviour,
  type EndpointServer,
} from '../../../support/endpoint-server.js';

const withLogProbabilities = prefers({ A: 0.7, B: 0.3 });
const withoutLogProbabilities = says('A');

describe('opening an endpoint', () => {
  let server: EndpointServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  async function open(behaviour: Behaviour, more: { clock?: FakeClock; signal?: AbortSignal } = {}) {
    server = await startEndpoint(behaviour);
    const { clock = fakeClock({ advances: 'by-hand' }), signal } = more;
    const opened = openaiModel({ model: 'small', baseUrl: server.baseUrl, clock, signal });
    opened.catch(() => undefined);
    return { opened, clock, server };
  }

  /** Opens it while time passes whenever something waits for it: between requests, that is, and not while one is open. */
  async function openPatiently(behaviour: Behaviour) {
    const { opened, clock, server: endpoint } = await open(behaviour);
    const progress = { done: false };
    const end = (): void => void (progress.done = true);
    void opened.then(end, end);
    await until(() => {
      // A wait between attempts is the only sleeper there is then: an open request has its time-out of 20 s.
      const waiting = clock.sleeping() > 0 && clock.sleeps.at(-1) !== 20_000;
      if (waiting) void clock.advance(clock.sleeps.at(-1) ?? 0);
      return progress.done;
    });
    return { opened, clock, server: endpoint };
  }

  it('should choose by log-probabilities where the endpoint gives them', async () => {
    const { opened } = await open(withLogProbabilities);

    const model = await opened;

    expect(model.capabilities).toEqual({ choose: 'exact', score: false, write: true, embed: false, forms: ['chat'] });
    expect(model.description).toMatchObject({ kind: 'endpoint', choose: 'log-probabilities' });
  });

  it('should count where the endpoint passes over the wish for log-probabilities', async () => {
    const { opened } = await open(withoutLogProbabilities);

    expect((await opened).capabilities.choose).toBe('sampled');
  });

  it('should count where the endpoint refuses log-probabilities with a 400', async () => {
    const { opened, server: endpoint } = await open(refusesLogProbabilities(withoutLogProbabilities));

    expect((await opened).capabilities.choose).toBe('sampled');
    expect(endpoint.requests.map(({ logprobs }) => logprobs)).toEqual([true, undefined, undefined]);
  });

  it('should have another fingerprint for each way of choosing, model and address', async () => {
    const exact = await (await open(withLogProbabilities)).opened;
    const { baseUrl } = server as EndpointServer;
    const again = await openaiModel({ model: 'small', baseUrl });
    const other = await openaiModel({ model: 'large', baseUrl });
    (server as EndpointServer).behave(withoutLogProbabilities);
    const counted = await openaiModel({ model: 'small', baseUrl });

    expect(again.fingerprint).toBe(exact.fingerprint);
    expect(new Set([exact, other, counted].map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  it.each([
    ['429', answersWith(429, 'slow down')],
    ['500', answersWith(500, 'oops')],
    ['503', answersWith(503, 'overloaded')],
    ['a broken connection', closesSocket],
    ['a connection that broke in the middle of a reply', breaksOff],
  ])('should not decide by %s, but ask again', async (_what, stumble) => {
    const { opened, server: endpoint, clock } = await openPatiently(inTurn(stumble, stumble, withLogProbabilities));

    expect((await opened).capabilities.choose).toBe('exact');
    expect(endpoint.requests).toHaveLength(3);
    expect(clock.sleeps.filter((ms) => ms !== 20_000)).toHaveLength(2);
  });

  it('should have the same fingerprint whether the endpoint stumbled or not', async () => {
    const { opened } = await openPatiently(inTurn(answersWith(429), withLogProbabilities));
    const stumbled = await opened;

    const smooth = await openaiModel({ model: 'small', baseUrl: (server as EndpointServer).baseUrl });

    expect(smooth.fingerprint).toBe(stumbled.fingerprint);
  });

  it('should ask again also when it stumbles over the second question, after log-probabilities were refused', async () => {
    const { opened } = await openPatiently(
      refusesLogProbabilities(inTurn(answersWith(500), answersWith(429), withoutLogProbabilities)),
    );

    expect((await opened).capabilities.choose).toBe('sampled');
  });

  it('should wait as long as the endpoint asks', async () => {
    const { opened, clock } = await openPatiently(
      inTurn(answersWith(429, 'slow', { 'retry-after': '9' }), withLogProbabilities),
    );

    await opened;

    // With up to a tenth more.
    expect(clock.sleeps.some((waited) => waited >= 9000 && waited < 9900)).toBe(true);
  });

  it('should not decide by replies that are empty, but ask again', async () => {
    const { opened, server: endpoint } = await open(inTurn(says(''), says(null), withLogProbabilities));

    expect((await opened).capabilities.choose).toBe('exact');
    expect(endpoint.requests).toHaveLength(3);
  });

  it('should count where every reply is empty', async () => {
    const { opened } = await open(says(''));

    expect((await opened).capabilities.choose).toBe('sampled');
  });

  it.each([
    ['429', answersWith(429, 'slow down'), ['it answered 429, slow down', 'quota']],
    ['500', answersWith(500, 'oops'), ['it answered 500, oops', 'again in a while']],
    ['a broken connection', closesSocket, ['UND_ERR_SOCKET', 'the endpoint, or set --base-url']],
  ])('should give up after four attempts at %s, and say so with address and setting', async (_what, stumble, said) => {
    const { opened, server: endpoint } = await openPatiently(stumble);

    const error = (await opened.catch((thrown: unknown) => thrown)) as Error;

    expect(error).toMatchObject({ kind: 'unreachable', exitCode: 3 });
    for (const words of [endpoint.baseUrl, ...said]) expect(error.message).toContain(words);
    expect(endpoint.requests).toHaveLength(4);
  });

  it('should not wait for minutes, but say how long the endpoint asked to be left alone', async () => {
    const { opened, server: endpoint } = await open(answersWith(429, 'slow down', { 'retry-after': '120' }));

    await expect(opened).rejects.toThrow('again in 120 s');
    expect(endpoint.requests).toHaveLength(1);
  });

  it.each([
    [401, 'bad key', 'OPENAI_API_KEY'],
    [403, 'not for you', 'OPENAI_API_KEY'],
    [404, 'no such model', 'the name of the model ("small")'],
    [400, 'nonsense', 'the name of the model ("small")'],
  ])('should say at once what to change after a %s', async (status, message, remedy) => {
    const { opened, server: endpoint, clock } = await open(answersWith(status, message));

    const error = (await opened.catch((thrown: unknown) => thrown)) as Error;

    expect(error).toMatchObject({ kind: 'unreachable', exitCode: 3 });
    for (const words of [endpoint.baseUrl, `it answered ${status}, ${message}`, remedy]) {
      expect(error.message).toContain(words);
    }
    expect(clock.sleeps.every((ms) => ms === 20_000)).toBe(true);
  });

  it.each([
    ['a web page', answersBody('<html></html>', 'text/html')],
    ['half a JSON text', answersBody('{"choices":[')],
    ['another JSON', answersBody('{"ok":true}')],
  ])('should say of an address that gives %s that it is none of an endpoint', async (_what, behaviour) => {
    const { opened } = await open(behaviour);

    await expect(opened).rejects.toThrow('not a chat completion');
    await expect(opened).rejects.toThrow('often ends in /v1');
  });

  it('should say at once, without any wait, that nobody answers there, naming address and setting', async () => {
    const clock = fakeClock({ advances: 'by-hand' });
    const endpoint = await startEndpoint(hangs);
    await endpoint.close();

    const opened = openaiModel({ model: 'small', baseUrl: endpoint.baseUrl, clock });
    const error = (await opened.catch((thrown: unknown) => thrown)) as Error;

    expect(error).toMatchObject({ kind: 'unreachable', exitCode: 3 });
    for (const words of [endpoint.baseUrl, 'ECONNREFUSED', '--base-url', 'OPENAI_BASE_URL']) {
      expect(error.message).toContain(words);
    }
    expect(clock.sleeps).toEqual([20_000]);
  });

  it('should give every attempt 20 seconds, and give up after four', async () => {
    const { opened, clock, server: endpoint } = await open(hangs);
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      while (endpoint.requests.length < attempt) {
        if (clock.sleeps.at(-1) !== 20_000) await clock.advance(clock.sleeps.at(-1) ?? 0);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await clock.advance(20_000);
    }

    await expect(opened).rejects.toThrow('no answer within 20 s');
    expect(endpoint.requests).toHaveLength(4);
  });

  it('should go on after an attempt that hung, without having decided anything', async () => {
    const { opened, clock, server: endpoint } = await open(inTurn(hangs, withLogProbabilities));
    await until(() => endpoint.requests.length === 1);

    await clock.advance(20_000);
    await until(() => clock.sleeps.length === 2);
    await clock.advance(2000);

    expect((await opened).capabilities.choose).toBe('exact');
  });

  it('should stop when it is interrupted', async () => {
    const stop = new AbortController();
    const { opened, server: endpoint } = await open(hangs, { signal: stop.signal });
    await until(() => endpoint.requests.length === 1);

    stop.abort();

    await expect(opened).rejects.toMatchObject({ kind: 'interrupted', exitCode: 130 });
  });
});
