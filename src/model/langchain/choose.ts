import { contentHash } from '../../foundation/storage/index.js';
import {
  failed,
  success,
  type CallContext,
  type Choice,
  type ChooseRequest,
  type ModelFailure,
  type Result,
} from '../../spec/index.js';
import type { Ask } from './ask.js';
import { sumOfUsage, type ChatReply } from './chat-reply.js';
import { optionInReply, optionsFromTokens, shareBeginnings, type OptionWeights } from './choices.js';

/** Makes choices of one kind. */
export type Choose = (request: ChooseRequest, context: CallContext) => Promise<Result<Choice, ModelFailure>>;

const FEW_TOKENS = 4;
const MORE_TOKENS = 12;
/** Replies that are looked at before options that begin alike are given up. */
const REPLIES = 4;
/** Share of the options' probability that may stay unresolved. */
const UNRESOLVED = 0.01;
/** Room for a short reply where samples are counted. */
const REPLY_TOKENS = 16;

/** Choices from the log-probabilities of a reply's first tokens: at temperature 1, exact as far as the top 20 go. */
export function chooseByLogProbabilities(ask: Ask): Choose {
  return async ({ prompt, options }, { signal }) => {
    const maxTokens = shareBeginnings(options) ? MORE_TOKENS : FEW_TOKENS;
    const replies: ChatReply[] = [];
    for (let attempt = 0; attempt < REPLIES; attempt += 1) {
      const reply = await ask(prompt, { maxTokens, temperature: 1, logprobs: true }, signal);
      if (!reply.ok) return reply;
      replies.push(reply.value);
      const { refusal, tokens, text } = reply.value;
      if (refusal !== undefined) return failed(refused(refusal));
      if (tokens === undefined && text !== '') return failed(withoutLogProbabilities());
      const found = optionsFromTokens(options, tokens ?? []);
      const all = found.mass + found.unresolved;
      if (all === 0) return failed(malformed(reply.value, options));
      if (found.unresolved <= UNRESOLVED * all) return success(exactChoice(found, replies));
    }
    return failed(alike(options));
  };
}

/** Choices from counted samples, at the temperature asked for. */
export function chooseByCounting(ask: Ask): Choose {
  /** Samples of calls that were cut off by a failure that may pass, so that a retry goes on and does not begin again. */
  const begun = new Map<string, readonly ChatReply[]>();
  return async (request, context) => {
    const { prompt, options, temperature = 1, samples = 20 } = request;
    const { stream = null, seed = null, signal } = context;
    const key = contentHash({ request, stream, seed });
    const replies = [...(begun.get(key) ?? [])];
    begun.delete(key);
    while (replies.length < samples) {
      const reply = await ask(prompt, { maxTokens: REPLY_TOKENS, temperature }, signal);
      if (!reply.ok) {
        if (reply.failure.retryable && replies.length > 0) begun.set(key, replies);
        return reply;
      }
      const { refusal } = reply.value;
      if (refusal !== undefined) return failed(refused(refusal));
      replies.push(reply.value);
    }
    const counts = options.map(() => 0);
    for (const { text } of replies) {
      const option = optionInReply(options, text);
      if (option !== undefined) counts[option] = (counts[option] ?? 0) + 1;
    }
    const valid = counts.reduce((sum, count) => sum + count, 0);
    if (valid === 0) return failed(malformed(replies[0] as ChatReply, options));
    const probabilities = counts.map((count) => count / valid);
    const about = { counts, samples, temperature, method: 'counted', usage: sumOfUsage(replies) };
    return success({ kind: 'sampled', probabilities, mass: valid / samples, ...about });
  };
}

/** What a model says that will not answer. */
export function refused(refusal: string): ModelFailure {
  const message = 'the model refused to answer';
  return { kind: 'refused', message, retryable: false, evidence: refusal.slice(0, 200) };
}

/** A reply that says nothing, perhaps because its thoughts were cut off. */
export function emptyReply(whole: string): ModelFailure {
  const message = whole.trim() === '' ? 'the reply is empty' : 'the reply was cut off in its thoughts';
  return { kind: 'malformed', message, retryable: false, evidence: whole.slice(0, 200) };
}

function exactChoice({ weights, mass }: OptionWeights, replies: readonly ChatReply[]): Choice {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    kind: 'exact',
    probabilities: weights.map((weight) => weight / total),
    mass,
    temperature: 1,
    method: 'top-log-probabilities',
    usage: sumOfUsage(replies),
  };
}

function malformed({ text, whole }: ChatReply, options: readonly string[]): ModelFailure {
  if (text.trim() === '') return emptyReply(whole);
  const message = `the reply takes none of the options ${options.join(', ')}`;
  return { kind: 'malformed', message, retryable: false, evidence: whole.slice(0, 200) };
}

function alike(options: readonly string[]): ModelFailure {
  const message = `the options ${options.join(', ')} begin alike, and log-probabilities do not tell them apart; name them differently`;
  return { kind: 'malformed', message, retryable: false };
}

function withoutLogProbabilities(): ModelFailure {
  const message = 'the endpoint gave no log-probabilities this time, though it does otherwise';
  return { kind: 'unavailable', message, retryable: true };
}
