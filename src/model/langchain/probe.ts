import type { ChatOpenAI } from '@langchain/openai';
import { systemClock } from '../../foundation/clock.js';
import { userError } from '../../foundation/errors/index.js';
import type { ModelFailure } from '../../spec/index.js';
import { failureOf } from './failures.js';

const PROBE_TIMEOUT_MS = 20_000;

/**
 * Asks an endpoint once before anything starts: whether it answers, knows the model, and gives log-probabilities.
 *
 * @throws MesocosmError (unreachable) naming the address, what was refused, and the setting to change.
 */
export async function probe(options: {
  client(settings: ConstructorParameters<typeof ChatOpenAI>[0]): ChatOpenAI;
  readonly baseUrl: string;
  readonly model: string;
  readonly signal?: AbortSignal;
}): Promise<{ readonly logprobs: boolean }> {
  const { client, signal } = options;
  const first = await ask(client({ maxTokens: 1, logprobs: true, topLogprobs: 20, temperature: 1 }), signal);
  if ('content' in first) return { logprobs: first.content };
  // A refused request may be refused for its log-probabilities alone.
  if (first.failure.kind === 'refused') {
    const second = await ask(client({ maxTokens: 1, temperature: 1 }), signal);
    if ('content' in second) return { logprobs: false };
    throw notReachable(options, second.failure);
  }
  // Busy is not unreachable: the retries of the study will wait for it.
  if (first.failure.status === 429) return { logprobs: false };
  throw notReachable(options, first.failure);
}

async function ask(
  client: ChatOpenAI,
  signal?: AbortSignal,
): Promise<{ readonly content: boolean } | { readonly failure: ModelFailure }> {
  const done = new AbortController();
  const stop = new AbortController();
  void systemClock.sleep(PROBE_TIMEOUT_MS, done.signal).then(() => stop.abort());
  const either = AbortSignal.any([stop.signal, ...(signal === undefined ? [] : [signal])]);
  try {
    const reply = await client.invoke([{ role: 'user', content: 'Say A or B.' }], { signal: either });
    const logprobs = reply.response_metadata['logprobs'] as
      { content?: { top_logprobs?: unknown[] }[] } | null | undefined;
    return { content: (logprobs?.content?.[0]?.top_logprobs?.length ?? 0) > 0 };
  } catch (error) {
    return { failure: failureOf(error, signal) };
  } finally {
    done.abort();
  }
}

function notReachable({ baseUrl, model }: { baseUrl: string; model: string }, failure: ModelFailure): Error {
  const { status, message } = failure;
  const said = status === undefined ? message : `it answered ${status}, ${message}`;
  const remedy =
    status === 401 || status === 403
      ? 'set OPENAI_API_KEY to a key that this endpoint knows'
      : status === 404
        ? `check the name of the model ("${model}") and the address in --base-url or OPENAI_BASE_URL`
        : 'start the endpoint, or set --base-url or OPENAI_BASE_URL to where it is';
  return userError({ kind: 'unreachable', what: `the endpoint cannot be used: ${said}`, where: baseUrl, remedy });
}
