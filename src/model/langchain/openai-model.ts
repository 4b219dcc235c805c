import { systemClock, type Clock } from '../../foundation/clock.js';
import { contentHash } from '../../foundation/storage/index.js';
import { failed, type LanguageModel } from '../../spec/index.js';
import { checkedAddress, isLocal, missingKey } from './address.js';
import { createAsk } from './ask.js';
import { chooseByCounting, chooseByLogProbabilities } from './choose.js';
import { probe } from './probe.js';
import { write } from './write.js';

/** How an endpoint is reached. */
export interface OpenAiOptions {
  /** Name of the model, as the endpoint knows it. */
  readonly model: string;
  /** Default: OPENAI_BASE_URL, else OpenAI's own address. */
  readonly baseUrl?: string;
  /** Default: OPENAI_API_KEY. A local address needs none. */
  readonly apiKey?: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

/**
 * A model behind any OpenAI-compatible endpoint, through LangChain, whose own retries are off.
 *
 * Where the endpoint gives log-probabilities, a choice is the distribution over the first tokens of the reply, at
 * temperature 1: exact as far as the twenty most likely tokens go. Else samples are counted, at the temperature asked
 * for. Which of the two is found out before anything starts.
 *
 * @throws MesocosmError (usage) when a key is missing or the address is none; (unreachable) when the endpoint does not
 *   answer or does not know the model, naming the address and the setting to change.
 */
export async function openaiModel(options: OpenAiOptions): Promise<LanguageModel> {
  const { model, clock = systemClock, signal } = options;
  const baseUrl = checkedAddress(given(options.baseUrl, 'OPENAI_BASE_URL') ?? 'https://api.openai.com/v1');
  const apiKey = given(options.apiKey, 'OPENAI_API_KEY') ?? (isLocal(baseUrl) ? 'none' : undefined);
  if (apiKey === undefined) throw missingKey(baseUrl);
  const ask = await createAsk({ model, apiKey, baseUrl, clock });
  const { logprobs } = await probe({ ask, baseUrl, model, clock, signal });
  const choose = logprobs ? chooseByLogProbabilities(ask) : chooseByCounting(ask);
  const noScores = 'this endpoint gives no log-probabilities of a prompt';
  return {
    name: `openai:${model}`,
    fingerprint: contentHash({ provider: 'openai', baseUrl, model, choose: logprobs ? 'tokens-2' : 'counted-2' }),
    capabilities: { choose: logprobs ? 'exact' : 'sampled', score: false, write: true, embed: false },
    description: { kind: 'endpoint', baseUrl, model, choose: logprobs ? 'log-probabilities' : 'counted samples' },
    choose: (request, context = {}) => choose(request, context),
    score: async () => failed({ kind: 'not-available', message: noScores, retryable: false }),
    write: (request, context = {}) => write(ask, request, context),
    close: async () => undefined,
  };
}

/** What was given, else what the environment says; an empty text says nothing. */
function given(value: string | undefined, variable: string): string | undefined {
  return value || process.env[variable] || undefined;
}
