import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';
import { FakeListChatModel, FakeStreamingChatModel } from '@langchain/core/utils/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fromLangChain } from '../../../../src/model/langchain/index.js';
import { fromLangChain as fromLibrary } from '../../../../src/model/index.js';
import type { ChooseRequest } from '../../../../src/spec/index.js';

const prompt = { form: 'chat', system: 'You choose letters.', pieces: ['Ann chose Q.\n', 'And you?'] } as const;
const request: ChooseRequest = { prompt, options: ['Q', 'M'], samples: 2 };
const writing = { prompt, maxTokens: 20, temperature: 0.5 };

type Say = (messages: BaseMessage[], signal: AbortSignal | undefined) => Promise<AIMessage> | AIMessage;

/** A chat model that says what a test wants, with a key of its own. */
class SayingModel extends BaseChatModel {
  calls = 0;
  seen: BaseMessage[] = [];
  readonly apiKey = 'a-key-nobody-may-read';

  constructor(
    private readonly say: Say,
    retries = 6,
  ) {
    super({ maxRetries: retries });
  }

  override get lc_secrets() {
    return { apiKey: 'SAYING_KEY' };
  }

  _llmType(): string {
    return 'saying';
  }

  async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    this.calls += 1;
    this.seen = messages;
    const message = await this.say(messages, options.signal);
    return { generations: [{ text: '', message }] };
  }
}

const saying = (message: AIMessage) => new SayingModel(() => message);
const throwing = (error: unknown) =>
  new SayingModel(() => {
    throw error;
  });

describe('fromLangChain', () => {
  it('should count what a model replies to a chat', async () => {
    const model = fromLangChain(new FakeListChatModel({ responses: ['Q', 'M.'] }));

    const reply = await model.choose(request);

    const counted = { kind: 'sampled', counts: [1, 1], method: 'counted', mass: 1, firstMass: 1 };
    expect(reply.ok && reply.value).toMatchObject(counted);
    expect(model.capabilities).toEqual({
      choose: 'sampled',
      score: false,
      write: true,
      embed: false,
      forms: ['chat'],
      structured: true,
    });
  });

  it('should take a model that streams', async () => {
    const model = fromLangChain(new FakeStreamingChatModel({ responses: [new AIMessage('Q')] }));

    const reply = await model.choose(request);

    expect(reply.ok && reply.value.counts).toEqual([2, 0]);
  });

  it('should give the model the system message and the pieces as one user message', async () => {
    const inner = saying(new AIMessage('Q'));

    await fromLangChain(inner).choose({ ...request, samples: 1 });

    expect(inner.seen.map((message) => [message.type, message.content])).toEqual([
      ['system', 'You choose letters.'],
      ['human', 'Ann chose Q.\nAnd you?'],
    ]);
  });

  it('should read parts, leave out thoughts, and tell the usage', async () => {
    const message = new AIMessage({
      content: [
        { type: 'reasoning', reasoning: 'M? No.' },
        { type: 'thinking', thinking: 'M!', text: 'M' },
        { type: 'text', text: 'Q' },
      ] as never,
      usage_metadata: {
        input_tokens: 7,
        output_tokens: 9,
        total_tokens: 16,
        output_token_details: { reasoning: 8 },
      },
    });

    const reply = await fromLangChain(saying(message)).choose({ ...request, samples: 1 });

    expect(reply.ok && reply.value).toMatchObject({
      counts: [1, 0],
      usage: { promptTokens: 7, completionTokens: 9, reasoningTokens: 8 },
    });
  });

  it('should write texts, and say how they ended', async () => {
    const message = new AIMessage({ content: 'Once', response_metadata: { stop_reason: 'max_tokens' } });

    const reply = await fromLangChain(saying(message)).write(writing);

    expect(reply.ok && reply.value).toMatchObject({ text: 'Once', finishReason: 'length' });
  });

  it('should take a value from a call of a tool where the model can be made to', async () => {
    const inner = saying(
      new AIMessage({
        content: '',
        tool_calls: [{ name: 'answer', args: { letter: 'Q' }, id: '1', type: 'tool_call' }],
      }),
    );
    Object.assign(inner, { bindTools: () => inner });

    const reply = await fromLangChain(inner).write({ ...writing, schema: z.object({ letter: z.string() }) });

    expect(reply.ok && reply.value.value).toEqual({ letter: 'Q' });
    expect(inner.calls).toBe(1);
  });

  it('should explain and ask again where a text says nothing, or a reply takes no option', async () => {
    const replies = ['<think>Hm.</think>', 'Ann.', 'Blue', 'M'];
    const inner = new SayingModel(() => new AIMessage(replies.shift() ?? ''));
    const model = fromLangChain(inner);

    const text = await model.write(writing);
    expect(String(inner.seen.at(-1)?.content)).toContain('Your last reply had thoughts and no answer');
    const choice = await model.choose({ ...request, samples: 1 });
    expect(String(inner.seen.at(-1)?.content)).toContain('Your last reply was\nBlue\n');
    const nothing = await model.write({ ...writing, repairs: 1 });

    expect(text).toMatchObject({ ok: true, value: { text: 'Ann.', usage: { requests: 2 } } });
    expect(choice).toMatchObject({ ok: true, value: { counts: [0, 1], usage: { requests: 2 } } });
    expect(nothing).toMatchObject({ ok: false, failure: { kind: 'malformed', requests: 2 } });
    expect(inner.calls).toBe(6);
  });

  it('should explain and ask again where it cannot', async () => {
    const replies = ['{"letter":3}', '{"letter":"Q"}'];
    const inner = new SayingModel(() => new AIMessage(replies.shift() ?? ''));

    const reply = await fromLangChain(inner).write({ ...writing, schema: z.object({ letter: z.string() }) });

    expect(reply.ok && reply.value.value).toEqual({ letter: 'Q' });
    expect(String(inner.seen.at(-1)?.content)).toContain('expected string');
  });

  it.each([
    [Object.assign(new Error('slow down'), { status: 429 }), { kind: 'unavailable', status: 429, retryable: true }],
    [Object.assign(new Error('bad key'), { status: 401 }), { kind: 'unavailable', status: 401, retryable: false }],
    [Object.assign(new Error('no'), { status: 400 }), { kind: 'unavailable', status: 400, retryable: false }],
    [
      Object.assign(new Error('no'), { status: 400, code: 'content_filter' }),
      { kind: 'refused', status: 400, retryable: false },
    ],
    [new Error('prompt is too long'), { kind: 'unavailable', retryable: true }],
    [
      Object.assign(new Error('prompt is too long: 9 tokens'), { status: 400 }),
      { kind: 'malformed', evidence: 'prompt is too long: 9 tokens' },
    ],
  ])('should turn what is thrown into a failure, asked once (%s)', async (error, expected) => {
    const inner = throwing(error);

    const reply = await fromLangChain(inner).choose({ ...request, samples: 1 });

    expect(reply).toMatchObject({ ok: false, failure: expected });
    expect(inner.calls).toBe(1);
  });

  it('should keep the keys of the model to itself', async () => {
    const inner = throwing(Object.assign(new Error('key a-key-nobody-may-read?'), { status: 403 }));
    const model = fromLangChain(inner);

    const reply = await model.choose(request);

    expect(!reply.ok && reply.failure.message).toBe('key [redacted]?');
    expect(JSON.stringify([model.description, model.fingerprint, model.name])).not.toContain('a-key');
  });

  it('should end a call at once when it is interrupted, though the model does not listen', async () => {
    const model = fromLangChain(new SayingModel(() => new Promise(() => undefined)));
    const stop = new AbortController();

    const asked = model.choose(request, { signal: stop.signal });
    stop.abort();

    expect(await asked).toMatchObject({ ok: false, failure: { kind: 'aborted' } });
  });

  it('should give the model of each call its settings where it is configured', async () => {
    const settings: object[] = [];
    const inner = saying(new AIMessage('Q'));
    const configure = (given: object) => {
      settings.push(given);
      return inner;
    };

    const model = fromLangChain(inner, { configure });
    settings.length = 0;
    const reply = await model.choose({ ...request, samples: 1, temperature: 0.3 }, { seed: 4 });

    expect(settings).toEqual([{ temperature: 0.3, maxTokens: 16, seed: 4 }]);
    expect(reply.ok && reply.value.temperature).toBe(0.3);
  });

  it('should say that a temperature was not applied where it was not', async () => {
    const model = fromLangChain(saying(new AIMessage('Q')));

    const reply = await model.choose({ ...request, temperature: 0.3 });

    expect(reply.ok && reply.value.temperature).toBe(1);
    expect(model.description).toMatchObject({ kind: 'endpoint', through: 'LangChain', temperature: 'not applied' });
  });

  it('should have a fingerprint of whatever is told of the settings', () => {
    const fingerprints = [{}, { settings: { top_p: 1 } }, { choose: 'structured' }, {}].map(
      (more) => fromLangChain(saying(new AIMessage('Q')), more as object).fingerprint,
    );

    expect(fingerprints[0]).toBe(fingerprints[3]);
    expect(new Set(fingerprints).size).toBe(3);
  });

  it('should not continue texts, nor score them', async () => {
    const model = await fromLibrary(saying(new AIMessage('Q')), { name: 'mine' });
    const text = { form: 'completion', pieces: ['You chose'] } as const;

    const replies = [
      await model.choose({ ...request, prompt: text }),
      await model.write({ ...writing, prompt: text }),
      await model.score({ prompt, continuations: ['Q'] }),
    ];

    expect(model.name).toBe('mine');
    for (const reply of replies) expect(reply).toMatchObject({ ok: false, failure: { kind: 'not-available' } });
  });
});
