import { describe, expect, it } from 'vitest';
import { openaiModel } from '../../../../src/model/langchain/index.js';
import type { ChooseRequest } from '../../../../src/spec/index.js';
import { endpointModels } from '../../../support/endpoint-models.js';
import { answersWith, closesSocket, inTurn, prefers, says, type Behaviour } from '../../../support/endpoint-server.js';
import { continuesTexts, logProbabilityOf } from '../../../support/endpoint-texts.js';

const { endpoint } = endpointModels();
const before = 'Ann chose Q.\nYou chose';
const prompt = { form: 'completion', pieces: ['Ann chose Q.\n', 'You chose'] } as const;
const request: ChooseRequest = { prompt, options: [' Q', ' M'], samples: 1 };

function open(texts: Behaviour, chat: Behaviour = prefers({ A: 1 }), more: object = {}) {
  endpoint().behave(chat);
  endpoint().complete(texts);
  return openaiModel({ model: 'small', baseUrl: endpoint().baseUrl, ...more });
}

describe('an endpoint that continues texts', () => {
  it('should say that it takes both forms, and one that does not that it takes chats', async () => {
    const both = await open(continuesTexts());
    const one = await open(answersWith(404, 'no such path'));

    expect([both.capabilities.forms, one.capabilities.forms]).toEqual([['chat', 'completion'], ['chat']]);
    expect(both.fingerprint).not.toBe(one.fingerprint);
  });

  it('should give the distribution over the next words, in one request, as a text', async () => {
    const model = await open(continuesTexts());
    const asked = endpoint().completions.length;

    const reply = await model.choose(request);

    const [q, m] = [' Q', ' M'].map((word) => Math.exp(logProbabilityOf(before, word))) as [number, number];
    expect(reply.ok && reply.value.probabilities[0]).toBeCloseTo(q / (q + m), 12);
    expect(reply.ok && reply.value.mass).toBeCloseTo(q + m, 12);
    expect(reply.ok && reply.value.method).toBe('top-log-probabilities');
    expect(endpoint().completions.slice(asked)).toMatchObject([
      { path: '/v1/completions', prompt: before, logprobs: 20 },
    ]);
  });

  it('should look at whole options where the first word does not tell them apart', async () => {
    const model = await open(continuesTexts());

    const reply = await model.choose({ ...request, options: [' north', ' north pole'] });

    const whole = [' north', ' north pole'].map((option) =>
      (option.match(/\s\S+/g) ?? []).reduce(
        ({ text, sum }, word) => ({ text: text + word, sum: sum + logProbabilityOf(text, word) }),
        { text: before, sum: 0 },
      ),
    );
    const [a, b] = whole.map(({ sum }) => Math.exp(sum)) as [number, number];
    expect(reply.ok && reply.value).toMatchObject({ kind: 'exact', method: 'whole-option' });
    expect(reply.ok && reply.value.probabilities[0]).toBeCloseTo(a / (a + b), 12);
  });

  it('should score whole texts, as the sum over their tokens', async () => {
    const model = await open(continuesTexts());

    const reply = await model.score({ prompt, continuations: [' Q', ' the letter M'] });

    const words = [' the', ' letter', ' M'];
    const expected = words.reduce((sum, word, index) => {
      return sum + logProbabilityOf(before + words.slice(0, index).join(''), word);
    }, 0);
    expect(model.capabilities.score).toBe(true);
    expect(reply.ok && reply.value.tokens).toEqual([1, 3]);
    expect(reply.ok && reply.value.logLikelihoods[0]).toBeCloseTo(logProbabilityOf(before, ' Q'), 12);
    expect(reply.ok && reply.value.logLikelihoods[1]).toBeCloseTo(expected, 12);
    expect(reply.ok && reply.value.usage).toEqual({ promptTokens: 18, completionTokens: 2, requests: 2 });
  });

  it('should say that a chat has no score', async () => {
    const model = await open(continuesTexts());

    const reply = await model.score({ prompt: { form: 'chat', pieces: ['?'] }, continuations: ['Q'] });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'not-available' } });
  });

  it.each([
    ['refuses to tell of a given text', continuesTexts({ echo: false })],
    ['is out by one token', continuesTexts({ shifted: true })],
  ])('should have no score where it %s', async (_what, texts) => {
    const model = await open(texts);

    expect(model.capabilities).toMatchObject({ score: false, forms: ['chat', 'completion'] });
    expect(await model.score({ prompt, continuations: [' Q'] })).toMatchObject({ failure: { kind: 'not-available' } });
  });

  it('should refuse a continuation that begins within a token, and say what to do', async () => {
    const model = await open(continuesTexts());

    const reply = await model.score({ prompt, continuations: ['Q'] });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
    expect(!reply.ok && reply.failure.message).toContain('begin the continuation with a space');
  });

  it('should be counted where chats are, also if it told more', async () => {
    const model = await open(continuesTexts({ says: ' M' }), says('A'));

    const reply = await model.choose(request);

    expect(reply.ok && reply.value).toMatchObject({ kind: 'sampled', counts: [0, 1], method: 'counted' });
  });

  it('should write what comes next', async () => {
    const model = await open(continuesTexts({ says: ' Q, since Ann did.' }));

    const reply = await model.write({ prompt, maxTokens: 9, temperature: 0.3 }, { seed: 5 });

    expect(reply.ok && reply.value.text).toBe(' Q, since Ann did.');
    expect(endpoint().completions.at(-1)).toMatchObject({ max_tokens: 9, temperature: 0.3, seed: 5 });
  });
});

describe('an endpoint that does not continue texts', () => {
  it.each([
    ['has no such path', answersWith(404)],
    ['refuses it', answersWith(400, 'this is a chat model')],
    ['gives no log-probabilities there, though in chats', continuesTexts({ logprobs: false })],
    ['answers with something else', says('Q')],
  ])('should say so where it %s, with the form to take', async (_what, texts) => {
    const model = await open(texts);

    const replies = [await model.choose(request), await model.write({ prompt, maxTokens: 5, temperature: 1 })];

    for (const reply of replies) {
      expect(reply).toMatchObject({ ok: false, failure: { kind: 'not-available', retryable: false } });
      expect(!reply.ok && reply.failure.message).toContain('--form chat');
    }
    expect(endpoint().requests).toHaveLength(1);
  });

  const hasty = { clock: { nowMs: () => 0, iso: () => '', monotonicMs: () => 0, sleep: waitsOnlyFor } };

  it.each([
    ['breaks the connection', closesSocket, 'UND_ERR_SOCKET'],
    ['answers 503', answersWith(503, 'busy'), 'it answered 503, busy'],
    ['answers 429', answersWith(429, 'slow down'), 'it answered 429, slow down'],
  ])(
    'should not be decided by an endpoint that %s there, but be asked again, and given up',
    async (_what, texts, said) => {
      const opened = open(texts, prefers({ A: 1 }), hasty);

      await expect(opened).rejects.toMatchObject({ kind: 'unreachable', exitCode: 3 });
      await expect(opened).rejects.toThrow(said);
      expect(endpoint().completions).toHaveLength(4);
    },
  );

  it('should be found to be one that does after it stumbled, with the same fingerprint', async () => {
    const stumbled = await open(inTurn(answersWith(503), continuesTexts()), prefers({ A: 1 }), hasty);
    const smooth = await open(continuesTexts(), prefers({ A: 1 }));

    expect(stumbled.capabilities.forms).toEqual(['chat', 'completion']);
    expect(stumbled.fingerprint).toBe(smooth.fingerprint);
  });

  it('should not be decided by a stumble over a given text either', async () => {
    const busy = answersWith(503, 'busy');
    const texts: Behaviour = (asked, response) => (asked.echo === true ? busy : continuesTexts())(asked, response);

    await expect(open(texts, prefers({ A: 1 }), hasty)).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('should be usable all the same where that path answers 500 each time', async () => {
    const { capabilities } = await open(answersWith(500), prefers({ A: 1 }), hasty);

    expect(capabilities.forms).toEqual(['chat']);
  });
});

/** Waits between attempts pass at once; the time-out of an attempt never comes. */
function waitsOnlyFor(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms < 20_000) return Promise.resolve();
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
}
