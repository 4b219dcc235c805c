import type { Clock } from '../../foundation/clock.js';
import { failed, success, type ModelFailure, type Prompt, type Result } from '../../spec/index.js';
import { childSignal } from '../_internals/child-signal.js';
import { interrupted } from '../_internals/interrupted.js';
import { replyIn, type ChatReply } from './chat-reply.js';
import { failureOf, noCompletion, type EndpointFailure } from './failures.js';

/** How one completion is asked for. */
export interface Asking {
  readonly maxTokens: number;
  readonly temperature: number;
  /** Ask for the twenty most likely tokens of every position. */
  readonly logprobs?: boolean;
  readonly seed?: number;
}

/** Asks for one chat completion. Nothing is thrown, and nothing asked twice. */
export type Ask = (
  prompt: Prompt,
  asking: Asking,
  signal?: AbortSignal,
) => Promise<Result<ChatReply, EndpointFailure | ModelFailure>>;

/** The most that OpenAI gives. */
const TOP_TOKENS = 20;

/** Makes an {@link Ask} for an endpoint, through LangChain, whose own retries are off. */
export async function createAsk(options: {
  readonly model: string;
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly clock: Clock;
}): Promise<Ask> {
  const { model, apiKey, baseUrl, clock } = options;
  const { ChatOpenAICompletions } = await import('@langchain/openai');
  return async (prompt, { maxTokens, temperature, logprobs = false, seed }, signal) => {
    if (signal?.aborted === true) return interrupted();
    const client = new ChatOpenAICompletions({
      model,
      apiKey,
      maxRetries: 0,
      configuration: { baseURL: baseUrl },
      // LangChain passes over refusals and over usage that is missing: the reply is read as it was sent.
      __includeRawResponse: true,
      maxTokens,
      temperature,
      ...(logprobs ? { logprobs, topLogprobs: TOP_TOKENS } : {}),
      ...(seed === undefined ? {} : { modelKwargs: { seed } }),
    });
    const system = prompt.system === undefined ? [] : [{ role: 'system' as const, content: prompt.system }];
    const user = { role: 'user' as const, content: prompt.pieces.join('') };
    const call = childSignal(signal);
    try {
      const message = await client.invoke([...system, user], { signal: call.signal });
      const reply = replyIn(message.additional_kwargs['__raw_response']);
      return reply === undefined ? failed(noCompletion()) : success(reply);
    } catch (error) {
      return call.signal.aborted ? interrupted() : failed(failureOf(error, clock.nowMs()));
    } finally {
      call.release();
    }
  };
}
