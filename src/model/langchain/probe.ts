import type { Clock } from '../../foundation/clock.js';
import { userError } from '../../foundation/errors/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import { failed, type Prompt, type Result } from '../../spec/index.js';
import { askPatiently } from '../_internals/ask-patiently.js';
import { inTime } from '../_internals/in-time.js';
import type { Ask, Asking } from './ask.js';
import type { ChatReply } from './chat-reply.js';
import type { EndpointFailure } from './failures.js';

const ATTEMPTS = 4;
const TIMEOUT_MS = 20_000;
/** Whoever asks for more patience than this at the start is busy for now. */
const LONGEST_WAIT_MS = 20_000;
const EMPTY_REPLIES = 3;
const PROMPT: Prompt = { form: 'chat', pieces: ['Say A or B.'] };

/** Connections that broke; one that was never made is not tried again at the start. */
const BROKEN = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** What is probed. */
export interface Probed {
  readonly ask: Ask;
  readonly baseUrl: string;
  readonly model: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/**
 * Asks an endpoint before anything starts: whether it answers, knows the model, and gives log-probabilities.
 *
 * How choices are made depends on this for good, so it is decided by an answer or by a refusal and never by the hour: a
 * busy or stumbling endpoint is asked again, and then given up.
 *
 * @throws MesocosmError (unreachable) naming the address, what was refused, and the setting to change; (interrupted).
 */
export async function probe(probed: Probed): Promise<{ readonly logprobs: boolean }> {
  for (let empty = 0; empty < EMPTY_REPLIES; empty += 1) {
    const reply = await patiently(probed, { maxTokens: 4, temperature: 1, logprobs: true });
    if (!reply.ok) {
      // A refused request may be refused for its log-probabilities alone.
      if (reply.failure.kind !== 'refused') throw notReachable(probed, reply.failure);
      const plain = await patiently(probed, { maxTokens: 4, temperature: 1 });
      if (plain.ok) return { logprobs: false };
      throw notReachable(probed, plain.failure);
    }
    const { text, tokens = [] } = reply.value;
    if (tokens.some(({ alternatives }) => alternatives.length > 0)) return { logprobs: true };
    if (text !== '') return { logprobs: false };
  }
  return { logprobs: false };
}

function patiently(probed: Probed, asking: Asking): Promise<Result<ChatReply, EndpointFailure>> {
  const { ask, clock, signal, baseUrl } = probed;
  const { uniform: jitter } = chancesFrom('probe')(baseUrl);
  return askPatiently<ChatReply>(
    async () => {
      const deadline = { timeoutMs: TIMEOUT_MS, clock, signal };
      const reply = await inTime((stop) => ask(PROMPT, asking, stop), deadline);
      return reply.ok ? reply : failed({ ...reply.failure, retryable: mayPass(reply.failure) });
    },
    { attempts: ATTEMPTS, clock, jitter, signal },
  );
}

function mayPass({ retryable, code, retryAfterMs = 0 }: EndpointFailure): boolean {
  return retryable && retryAfterMs <= LONGEST_WAIT_MS && (code === undefined || BROKEN.includes(code));
}

function notReachable({ baseUrl, model }: Probed, failure: EndpointFailure): Error {
  if (failure.kind === 'aborted') return userError({ kind: 'interrupted', what: 'opening the model was interrupted' });
  const { status, message } = failure;
  const said = status === undefined ? message : `it answered ${status}, ${message}`;
  const what = `the endpoint cannot be used: ${said}`;
  return userError({ kind: 'unreachable', what, where: baseUrl, remedy: remedyFor(failure, model) });
}

function remedyFor({ status, code, retryAfterMs }: EndpointFailure, model: string): string {
  if (status === 401 || status === 403) return 'set OPENAI_API_KEY to a key that this endpoint knows';
  if (status === 404) {
    return `check the name of the model ("${model}") and the address in --base-url or OPENAI_BASE_URL`;
  }
  if (status === 429) {
    const wait = retryAfterMs === undefined ? 'in a while' : `in ${Math.ceil(retryAfterMs / 1000)} s`;
    return `try again ${wait}, or check the quota of the key in OPENAI_API_KEY`;
  }
  if (status !== undefined && status >= 500) {
    return 'try again in a while, or name another endpoint with --base-url or OPENAI_BASE_URL';
  }
  if (status !== undefined)
    return `check the name of the model ("${model}"), and what this endpoint expects of a request`;
  if (code === 'NO_COMPLETION') {
    return 'check the address in --base-url or OPENAI_BASE_URL: that of an OpenAI-compatible endpoint often ends in /v1';
  }
  return 'start the endpoint, or set --base-url or OPENAI_BASE_URL to where it is';
}
