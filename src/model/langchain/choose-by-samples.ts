import { seed32 } from '../../foundation/random/index.js';
import { contentHash } from '../../foundation/storage/index.js';
import {
  failed,
  success,
  type CallContext,
  type ChooseRequest,
  type ModelFailure,
  type Prompt,
  type Usage,
} from '../../spec/index.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import type { Ask, JsonSchema } from './ask.js';
import type { ChatReply } from './chat-reply.js';
import type { Choose } from './choose.js';
import { jsonIn } from './json-in.js';
import { optionInReply } from './option-in-reply.js';
import { noOption, refused } from './reply-failures.js';
import { afterReplies, notUsed } from './spent.js';

/** Room for a short reply where samples are counted. */
const REPLY_TOKENS = 16;
/** Room for a value that holds an option. */
const VALUE_TOKENS = 40;

/** How samples are taken and read. */
export interface Sampling {
  readonly ask: Ask;
  readonly method: 'counted' | 'structured';
  /** The temperature that is applied when this one is asked for. */
  applied(temperature: number): number;
  /** Another way, for a choice of which every sample was a reply without an option, or a request that asks for it. */
  readonly otherwise?: Choose;
}

/** Choices from counted samples, at the temperature asked for. */
export function chooseBySamples({ ask, method, applied, otherwise }: Sampling): Choose {
  /** Samples of calls that were cut off by a failure that may pass, so that a retry goes on and does not begin again. */
  const begun = new Map<string, readonly ChatReply[]>();
  return async (request, context) => {
    if (request.method === 'structured' && otherwise !== undefined) return otherwise(request, context);
    const { options, temperature = 1, samples = 20 } = request;
    const { stream = null, seed = null } = context;
    const { prompt, ...asking } = method === 'counted' ? counting(request) : structured(request);
    const key = contentHash({ request, stream, seed });
    const before = begun.get(key) ?? [];
    const replies = [...before];
    begun.delete(key);
    // What was answered before was told of by the attempt that was cut off.
    const ofThisAttempt = (): readonly ChatReply[] => replies.slice(before.length);
    while (replies.length < samples) {
      const ofThis = seedOf(context, { samples, index: replies.length });
      const reply = await ask(prompt, { ...asking, temperature, answerOnly: true, ...ofThis }, context);
      if (!reply.ok) {
        if (reply.failure.retryable && replies.length > 0) begun.set(key, replies);
        return failed(afterReplies(reply.failure, ofThisAttempt()));
      }
      replies.push(reply.value);
    }
    const counts = options.map(() => 0);
    for (const reply of replies) {
      const cut = reply.finishReason === 'length';
      const option = method === 'counted' ? optionInReply(options, reply.text, { cut }) : optionInValue(options, reply);
      if (option !== undefined && reply.refusal === undefined) counts[option] = (counts[option] ?? 0) + 1;
    }
    const valid = counts.reduce((sum, count) => sum + count, 0);
    if (valid === 0) {
      // One of several samples is not mended alone: the others would be counted in another way.
      const another = context.sample === undefined && replies.every(saysSomething) ? otherwise : undefined;
      if (another === undefined) return failed(notUsed(nothingIn(replies[0] as ChatReply, options), ofThisAttempt()));
      const other = await another(request, context);
      if (!other.ok) return failed(afterReplies(other.failure, ofThisAttempt()));
      return success({ ...other.value, usage: sumOfUsages([...usagesOf(ofThisAttempt()), other.value.usage]) });
    }
    return success({
      kind: 'sampled',
      probabilities: counts.map((count) => count / valid),
      mass: valid / samples,
      counts,
      samples,
      temperature: applied(temperature),
      method,
      usage: sumOfUsages(usagesOf(ofThisAttempt())),
    });
  };
}

/** How one sample is asked for. */
export interface Sample {
  readonly prompt: Prompt;
  readonly maxTokens: number;
  readonly schema?: JsonSchema;
}

function counting({ prompt }: ChooseRequest): Sample {
  return { prompt, maxTokens: REPLY_TOKENS };
}

/** A sample that can be nothing but one of the options. */
export function structured({ prompt, options }: ChooseRequest): Sample {
  const names = options.map((option) => option.trim());
  const list = names.map((name) => JSON.stringify(name)).join(', ');
  const schema = {
    type: 'object',
    properties: { choice: { type: 'string', enum: names } },
    required: ['choice'],
    additionalProperties: false,
  };
  const asked = `\n\nReply with JSON alone: {"choice": …}, where … is one of ${list}.`;
  const longest = Math.max(...names.map((name) => name.length));
  return { prompt: { ...prompt, pieces: [...prompt.pieces, asked] }, maxTokens: VALUE_TOKENS + longest, schema };
}

/** The option in a value; the whole of it, and no other field. */
export function optionInValue(options: readonly string[], { value, text }: ChatReply): number | undefined {
  const given: unknown = value ?? jsonIn(text);
  if (typeof given !== 'object' || given === null || Object.keys(given).join() !== 'choice') return undefined;
  const { choice } = given as { readonly choice?: unknown };
  const option = options.findIndex((one) => typeof choice === 'string' && one.trim() === choice.trim());
  return option < 0 ? undefined : option;
}

/** As many seeds as samples; one sample alone has the seed of its call. */
function seedOf(
  { seed, stream = '' }: CallContext,
  { samples, index }: { readonly samples: number; readonly index: number },
): { readonly seed?: number } {
  if (seed === undefined) return {};
  return { seed: samples === 1 ? seed : seed32(`${stream}/${seed}/sample/${index}`) };
}

function usagesOf(replies: readonly ChatReply[]): readonly Usage[] {
  return replies.map(({ usage }) => usage);
}

function saysSomething({ text, refusal }: ChatReply): boolean {
  return refusal === undefined && text.trim() !== '';
}

function nothingIn(reply: ChatReply, options: readonly string[]): ModelFailure {
  return reply.refusal === undefined ? noOption(reply, options) : refused(reply.refusal);
}
