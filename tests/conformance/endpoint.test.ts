import { ChatOpenAI } from '@langchain/openai';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { fromLangChain, openaiModel } from '../../src/model/langchain/index.js';
import { withRetry } from '../../src/model/wrappers/index.js';
import type { LanguageModel, Prompt } from '../../src/spec/index.js';
import { fakeClock, languageModelChecks } from '../../src/testing/index.js';
import {
  answersBody,
  answersWith,
  closesSocket,
  says,
  startEndpoint,
  type Behaviour,
  type EndpointServer,
} from '../support/endpoint-server.js';
import { continuesTexts } from '../support/endpoint-texts.js';

const CHATS: readonly Prompt[] = [
  { form: 'chat', system: 'You choose letters.', pieces: ['Choose Q or M.'] },
  { form: 'chat', pieces: ['Ann chose Q.\n', 'Which letter do you choose?'] },
];

/** Answers each prompt with a distribution of its own, or a value where one is wanted. */
const answering: Behaviour = (request, response) => {
  const prompt = request.messages.map(({ content }) => content).join('\n');
  if (prompt.includes('Reply with JSON')) {
    return says(prompt.includes('"choice"') ? '{"choice":"Q"}' : '{"letter":"M"}')(request, response);
  }
  const q = 0.2 + (prompt.length % 10) / 20;
  const tokens = [{ token: 'Q', top: { Q: q, M: 0.9 - q, north: 0.1 } }];
  says(prompt.includes('A or B') ? 'A' : 'Q', { tokens })(request, response);
};

const withoutLogProbabilities: Behaviour = (request, response) => answering({ ...request, logprobs: false }, response);

const late: Behaviour = (request, response) => void setTimeout(() => answering(request, response), 5);

/** A model that thinks first, and refuses what such models refuse. */
const reasoning: Behaviour = (request, response) => {
  for (const name of ['temperature', 'max_tokens', 'seed', 'logprobs'] as const) {
    if (name in request) return answersWith(400, `Unsupported parameter: '${name}'`)(request, response);
  }
  if ((request.max_completion_tokens ?? 0) < 1000) {
    return says('', { finish: 'length', usage: reasoningUsage(request.max_completion_tokens ?? 0) })(request, response);
  }
  const prompt = request.messages.map(({ content }) => content).join('\n');
  says(prompt.includes('of this schema') ? '{"letter":"M"}' : 'Q', { usage: reasoningUsage(200) })(request, response);
};

function reasoningUsage(tokens: number) {
  return { prompt_tokens: 12, completion_tokens: tokens + 1, completion_tokens_details: { reasoning_tokens: tokens } };
}

/** Stumbles at every other request once it is open, each time in another way. */
function stumbling(rest: Behaviour): Behaviour {
  const ways = [
    answersWith(429, 'slow down', { 'retry-after': '3' }),
    answersWith(429, 'slow down'),
    answersWith(500, 'oops'),
    closesSocket,
    answersBody('{"choices":['),
    cutStream,
    withoutLogProbabilities,
  ];
  let turn = 0;
  return (request, response) => {
    if (request.messages.at(-1)?.content === 'Say A or B.') return rest(request, response);
    turn += 1;
    const way = turn % 2 === 0 ? ways[(turn / 2) % ways.length] : undefined;
    (way ?? rest)(request, response);
  };
}

/** Promises more than it sends. */
const cutStream: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"id":"x",');
  response.socket?.destroySoon();
};

interface Variant {
  readonly chat: Behaviour;
  readonly texts?: Behaviour;
  readonly prompts?: readonly Prompt[];
  readonly options?: readonly string[];
  create(baseUrl: string): LanguageModel | Promise<LanguageModel>;
}

const open = (baseUrl: string): Promise<LanguageModel> => openaiModel({ model: 'small', baseUrl });

function chatOpenAi(baseUrl: string, more: object = {}): ChatOpenAI {
  return new ChatOpenAI({ model: 'small', apiKey: 'none', configuration: { baseURL: baseUrl }, ...more });
}

const variants: { readonly [what: string]: Variant } = {
  'an endpoint that gives log-probabilities': { chat: answering, prompts: CHATS, create: open },
  'an endpoint that must be counted': { chat: withoutLogProbabilities, prompts: CHATS, create: open },
  'an endpoint that is late': { chat: late, prompts: CHATS, create: open },
  'an endpoint that continues texts': { chat: answering, texts: continuesTexts(), create: open },
  'an endpoint that continues texts and tells nothing of those given': {
    chat: answering,
    texts: continuesTexts({ echo: false }),
    create: open,
  },
  'an endpoint that continues texts and must be counted': {
    chat: withoutLogProbabilities,
    texts: continuesTexts({ logprobs: false, says: ' Q' }),
    create: open,
  },
  'a model that reasons': { chat: reasoning, prompts: CHATS, create: open },
  'an endpoint that must be made to give an option': {
    chat: withoutLogProbabilities,
    prompts: CHATS,
    options: ['Q', 'M'],
    create: (baseUrl) => openaiModel({ model: 'small', baseUrl, choose: 'structured' }),
  },
  'an endpoint that stumbles, asked with patience': {
    chat: stumbling(answering),
    prompts: CHATS,
    create: async (baseUrl) => {
      const clock = fakeClock();
      return withRetry(await openaiModel({ model: 'small', baseUrl, clock }), { clock });
    },
  },
  'a model of LangChain': {
    chat: answering,
    prompts: CHATS,
    create: (baseUrl) => fromLangChain(chatOpenAi(baseUrl)),
  },
  'a model of LangChain that is configured for each call': {
    chat: answering,
    prompts: CHATS,
    create: (baseUrl) =>
      fromLangChain(chatOpenAi(baseUrl), {
        configure: ({ temperature, maxTokens }) => chatOpenAi(baseUrl, { temperature, maxTokens, maxRetries: 0 }),
      }),
  },
  'a model of LangChain that gives log-probabilities': {
    chat: answering,
    prompts: CHATS,
    create: (baseUrl) =>
      fromLangChain(chatOpenAi(baseUrl, { logprobs: true, topLogprobs: 20 }), { choose: 'log-probabilities' }),
  },
};

for (const [what, variant] of Object.entries(variants)) {
  describe(`the kit of ${what}`, () => {
    let server: EndpointServer;
    beforeAll(async () => {
      server = await startEndpoint(variant.chat);
      if (variant.texts !== undefined) server.complete(variant.texts);
    });
    afterAll(() => server.close());

    const create = () => variant.create(server.baseUrl);
    const { prompts, options } = variant;
    const kit = {
      create,
      ...(prompts === undefined ? {} : { prompts }),
      ...(options === undefined ? {} : { options }),
    };
    for (const { name, check } of languageModelChecks(kit)) it(`should ${name}`, check);
  });
}
