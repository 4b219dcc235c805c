import { FakeListChatModel } from '@langchain/core/utils/testing';
import { ChatOpenAI } from '@langchain/openai';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fromLangChain, openaiModel, optionInReply } from '../../src/model/langchain/index.js';
import type { LanguageModel, Prompt } from '../../src/spec/index.js';
import { answerIn } from '../../src/model/_internals/thoughts.js';
import { malformedReplies, malformedReplyChecks, scriptedModel, type MalformedReply } from '../../src/testing/index.js';
import { embeddedModelThatWrites } from '../support/embedded-writer.js';
import { answersBody, says, startEndpoint, type EndpointServer } from '../support/endpoint-server.js';
import { continuesTexts } from '../support/endpoint-texts.js';

const OPTIONS: readonly (readonly string[])[] = [
  ['Q', 'M'],
  ['share', 'keep'],
  ['north-east', 'north'],
];

const saying = ({ text, finish, refusal }: MalformedReply) =>
  says(refusal === undefined ? text : null, { ...(finish && { finish }), ...(refusal && { refusal }) });

const BEGINNING: Prompt = { form: 'completion', pieces: ['Ann chose Q.\n', 'You chose'] };

/** A model that counts, at an endpoint that continues every text like this. */
async function openTexts(server: EndpointServer, { text, refusal, finish }: MalformedReply): Promise<LanguageModel> {
  server.behave(says('A'));
  server.complete(continuesTexts({ logprobs: false }));
  const model = await openaiModel({ model: 'small', baseUrl: server.baseUrl, choose: 'samples' });
  // Of a completion nothing but its end tells that a filter cut it.
  const end = refusal === undefined ? (finish ?? 'stop') : 'content_filter';
  server.complete(continuesTexts({ logprobs: false, says: refusal ?? text, finish: end }));
  return model;
}

describe('malformed replies of an endpoint', () => {
  let server: EndpointServer;
  beforeAll(async () => {
    server = await startEndpoint(says('A'));
  });
  afterAll(() => server.close());

  describe.each(OPTIONS)('to a choice of %s and %s', (...options) => {
    const create = async (reply: MalformedReply) => {
      server.behave(says('A'));
      const model = await openaiModel({ model: 'small', baseUrl: server.baseUrl, choose: 'samples' });
      server.behave(saying(reply));
      return model;
    };
    for (const { name, check } of malformedReplyChecks({ create, options })) it(`should ${name}`, check);
  });

  describe('to a choice that must be a value', () => {
    const create = async (reply: MalformedReply) => {
      server.behave(says('{"choice":"A"}'));
      const model = await openaiModel({ model: 'small', baseUrl: server.baseUrl, choose: 'structured' });
      server.behave(saying(reply));
      return model;
    };
    for (const { name, check } of malformedReplyChecks({ create, verbs: ['choose'] })) it(`should ${name}`, check);
  });

  describe('to a text that is to be continued', () => {
    const create = (reply: MalformedReply) => openTexts(server, reply);
    for (const { name, check } of malformedReplyChecks({ create, prompt: BEGINNING })) it(`should ${name}`, check);
  });

  describe('that a model of LangChain asks', () => {
    const create = (reply: MalformedReply) => {
      server.behave(saying(reply));
      const configuration = { baseURL: server.baseUrl };
      const chat = new ChatOpenAI({ model: 'small', apiKey: 'none', maxRetries: 0, configuration });
      return fromLangChain(chat, { choose: 'samples' });
    };
    for (const { name, check } of malformedReplyChecks({ create })) it(`should ${name}`, check);

    it('should take a value that a filter cut for a refusal', async () => {
      const model = create({ what: 'a filter', text: '{"a":' });
      server.behave(says('{"a":', { finish: 'content_filter' }));
      const schema = z.object({ a: z.number() });
      const prompt = { form: 'chat', pieces: ['Which?'] } as const;
      const reply = await model.write({ prompt, schema, maxTokens: 9, temperature: 1 });

      expect(reply).toMatchObject({ ok: false, failure: { kind: 'refused', retryable: false } });
    });
  });

  it('should give a value for whatever is sent in place of a continued text, and throw nothing', async () => {
    const model = await openTexts(server, { what: 'fuzz', text: '' });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), likeAContinuation()), async (body) => {
        server.complete(answersBody(body));
        const choice = await model.choose({ prompt: BEGINNING, options: [' Q', ' M'], samples: 1 });
        const text = await model.write({ prompt: BEGINNING, maxTokens: 9, temperature: 1 });
        expect(choice.ok ? choice.value.kind : choice.failure.message.length > 0).toBeTruthy();
        expect(text.ok ? text.value.text.trim() : text.failure.message.length > 0).toBeTruthy();
      }),
      { numRuns: 60 },
    );
  });

  it('should give a value for whatever an endpoint sends, and throw nothing', async () => {
    server.behave(says('A'));
    const model = await openaiModel({ model: 'small', baseUrl: server.baseUrl });
    const request = { prompt: { form: 'chat', pieces: ['Q or M?'] }, options: ['Q', 'M'], samples: 1 } as const;
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), likeACompletion()), async (body) => {
        server.behave(answersBody(body));
        const reply = await model.choose(request);
        expect(reply.ok ? reply.value.kind : reply.failure.message.length > 0).toBeTruthy();
      }),
      { numRuns: 60 },
    );
  });
});

describe('replies to a request for free text', () => {
  let server: EndpointServer;
  beforeAll(async () => {
    server = await startEndpoint(says('A'));
  });
  afterAll(() => server.close());

  const backEnds: { readonly [what: string]: (text: string) => LanguageModel | Promise<LanguageModel> } = {
    'a chat at an endpoint': async (text) => {
      server.behave(says('A'));
      const model = await openaiModel({ model: 'small', baseUrl: server.baseUrl, choose: 'samples' });
      server.behave(says(text));
      return model;
    },
    'a text at an endpoint': (text) => openTexts(server, { what: 'fuzz', text }),
    'a model of LangChain': (text) => fromLangChain(new FakeListChatModel({ responses: [text] })),
    'a scripted model': (text) => scriptedModel({ write: () => text }),
    'an embedded model': (text) => embeddedModelThatWrites(text),
  };

  it.each(Object.entries(backEnds))('should be texts that say something, or malformed (%s)', async (what, open) => {
    const prompt = what.startsWith('a text') ? BEGINNING : ({ form: 'chat', pieces: ['Tell me about Ann.'] } as const);
    await fc.assert(
      fc.asyncProperty(likeAText(), async (text) => {
        const model = await open(text);
        const reply = await model.write({ prompt, maxTokens: 60, temperature: 1 });
        await model.close();

        const said = answerIn(text).text;
        expect(reply).toMatchObject(
          said.trim() === ''
            ? { ok: false, failure: { kind: 'malformed', evidence: text } }
            : { ok: true, value: { text: said } },
        );
      }),
      { numRuns: 40 },
    );
  });
});

/** Texts with white space and thoughts, many of which say nothing. */
function likeAText(): fc.Arbitrary<string> {
  const part = fc.constantFrom('', ' ', '\n', '\t', '<think>', '</think>', '<think>Hm.</think>', 'Ann.', '{}', '"');
  return fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
}

/** Bodies that are nearly those of a completion. */
function likeACompletion(): fc.Arbitrary<string> {
  const anything = fc.oneof(fc.constant(null), fc.string(), fc.integer(), fc.constant([]), fc.constant({}));
  const choice = fc.record(
    { message: fc.record({ content: anything, refusal: anything }, { requiredKeys: [] }), finish_reason: anything },
    { requiredKeys: [] },
  );
  return fc
    .record({ choices: fc.oneof(anything, fc.array(choice)), usage: anything }, { requiredKeys: [] })
    .map((body) => JSON.stringify(body));
}

/** Bodies that are nearly those of a text that is continued. */
function likeAContinuation(): fc.Arbitrary<string> {
  const anything = fc.oneof(fc.constant(null), fc.string(), fc.constantFrom('', ' ', '<think>', ' Q'), fc.integer());
  const choice = fc.record({ text: anything, finish_reason: anything, logprobs: anything }, { requiredKeys: [] });
  return fc
    .record({ choices: fc.oneof(anything, fc.array(choice)), usage: anything }, { requiredKeys: [] })
    .map((body) => JSON.stringify(body));
}

describe('malformed replies of a model of LangChain', () => {
  const create = ({ text, refusal }: MalformedReply) =>
    fromLangChain(new FakeListChatModel({ responses: [refusal ?? text] }), { choose: 'samples' });
  for (const { name, check } of malformedReplyChecks({ create })) it(`should ${name}`, check);
});

describe('malformed replies of a scripted model', () => {
  const create = ({ text, refusal }: MalformedReply) => scriptedModel({ write: () => refusal ?? text });
  for (const { name, check } of malformedReplyChecks({ create, verbs: ['write'] })) it(`should ${name}`, check);
});

describe('an option in a reply', () => {
  const word = fc.stringMatching(/^[b-hj-z][a-z]{0,7}$/);
  const options = fc.uniqueArray(word, { minLength: 2, maxLength: 5 }).filter((all) => !all.some(isOrdinary));
  const around = fc.constantFrom('', ' ', '\n', '\t');

  it('should be the one that is clear, or none, whatever stands around a malformed reply', () => {
    fc.assert(
      fc.property(options, around, around, (all, before, after) => {
        for (const { what, text, option, refusal } of malformedReplies(all)) {
          if (refusal !== undefined) continue;
          const taken = optionInReply(all, answerIn(before + text + after).text);
          expect(taken === undefined || taken === option, `${what}: ${text} gave ${taken}`).toBe(true);
        }
      }),
    );
  });

  it('should not depend on the order of the options', () => {
    fc.assert(
      fc.property(options, fc.string({ unit: fc.constantFrom('a', 'b', ' ', ',', 'or', '.', '"') }), (all, noise) => {
        const text = `${noise} ${all[0]} ${noise}`;
        const taken = optionInReply(all, text);
        const turned = optionInReply(all.toReversed(), text);
        expect(turned === undefined ? undefined : all.length - 1 - turned).toBe(taken);
      }),
    );
  });
});

/** Words of the replies themselves. */
function isOrdinary(word: string): boolean {
  const replies = malformedReplies(['§', '%']);
  return replies.some(({ text }) =>
    text
      .toLowerCase()
      .split(/[^a-z]+/)
      .includes(word),
  );
}
