import { z } from 'zod';
import type {
  CallContext,
  ChooseRequest,
  LanguageModel,
  ModelFailure,
  Prompt,
  Result,
  Usage,
} from '../../spec/index.js';
import { DEFAULT_REPAIRS } from '../_internals/repairs.js';
import { wasUnsent } from '../_internals/unsent.js';
import { wasNotRead } from '../_internals/was-not-read.js';
import { DEFAULT_SAMPLES, type Request } from './request-key.js';

/** Tokens of an attempt: those that were read and written, or the most that can have been. */
export interface Charge {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars, where it has a price of its own and not that of the budget. */
  readonly usd?: number;
}

/**
 * What an attempt took: nothing where it was not sent; `known` where the model said which tokens, and else an upper bound.
 * `calls` are its requests, where they were not one.
 */
export type Charged =
  (Charge & { readonly sent: true; readonly known: boolean; readonly calls?: number }) | { readonly sent: false };

/** Room for what a chat template, or the explanation of a reply that did not fit, puts around a text. */
const TEMPLATE_TOKENS = 64;
const EXPLANATION_TOKENS = 1000;
/** Room for the explanation of a reply that said nothing, of which nothing is shown. */
const SILENCE_TOKENS = 128;
/** Tokens beside the option, and replies, that an adapter spends on a choice at most. */
const CHOICE_TOKENS = 40;
const CHOICE_REPLIES = 8;
/**
 * The most tokens that a request can take. A token is at least one byte, so the bytes of a prompt bound its tokens; the
 * limit of the request bounds what is written. A choice has no limit of its own: what adapters allow is known here, and
 * `reasoningTokens` in a model's description is the room that it gives to thoughts.
 */
export function mostTokens(model: LanguageModel, asked: Request, context: CallContext = {}): Charge {
  if (asked.verb === 'embed') {
    const bytes = asked.request.texts.map((text) => Buffer.byteLength(text) + TEMPLATE_TOKENS);
    return { promptTokens: sum(bytes), completionTokens: 0 };
  }
  const { verb, request } = asked;
  const prompt = bytesOf(request.prompt) + TEMPLATE_TOKENS;
  if (verb === 'score') {
    const texts = request.continuations.map((text) => prompt + Buffer.byteLength(text));
    return { promptTokens: sum(texts), completionTokens: texts.length };
  }
  if (verb === 'choose') return mostOfChoice(model, request, context);
  const { schema, maxTokens, repairs = DEFAULT_REPAIRS } = request;
  const completionTokens = (1 + repairs) * (maxTokens + roomForThoughts(model));
  if (schema === undefined) {
    return { promptTokens: (1 + repairs) * prompt + repairs * SILENCE_TOKENS, completionTokens };
  }
  const shape = Buffer.byteLength(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
  // Every repair shows the replies before it, and what was wrong with them.
  const shown = ((maxTokens + EXPLANATION_TOKENS) * repairs * (repairs + 1)) / 2;
  return { promptTokens: (1 + repairs) * (prompt + shape) + shown, completionTokens };
}

function roomForThoughts({ description: { reasoningTokens } }: LanguageModel): number {
  return typeof reasoningTokens === 'number' ? reasoningTokens : 0;
}

function mostOfChoice(model: LanguageModel, request: ChooseRequest, context: CallContext): Charge {
  const { options, samples = DEFAULT_SAMPLES, method, repairs = DEFAULT_REPAIRS } = request;
  const { choose, structured = false } = model.capabilities;
  // Samples that take no option may be taken again as values; one of several is not mended alone.
  const ways = structured && method === undefined && context.sample === undefined ? 2 : 1;
  // Of an exact choice, one reply and then every option as a whole, or several replies.
  const exact = Math.max(CHOICE_REPLIES, 1 + options.length);
  // Of a sample, the reply and those after an explanation, which shows a reply and names the options.
  const replies = choose === 'exact' ? exact : ways * samples * (1 + repairs);
  const bytes = options.map((option) => Buffer.byteLength(option));
  const explained = choose === 'exact' ? 0 : ways * samples * repairs * (EXPLANATION_TOKENS + sum(bytes));
  return {
    promptTokens: replies * (bytesOf(request.prompt) + sum(bytes) + 2 * TEMPLATE_TOKENS) + explained,
    completionTokens: replies * (CHOICE_TOKENS + Math.max(...bytes) + roomForThoughts(model)),
  };
}

/**
 * What an attempt took, as far as its reply tells, also that of a failure. A request that was turned away with a status
 * took no tokens of its own.
 */
export function chargeOf(most: Charge, reply: Result<unknown, ModelFailure>): Charged {
  if (!reply.ok && wasUnsent(reply.failure)) return { sent: false };
  const usage = usageOf(reply);
  const requests = requestsOf(reply);
  const calls = requests === undefined ? {} : { calls: requests };
  if (usage === undefined) return { sent: true, known: false, ...most, ...calls };
  const { promptTokens, completionTokens } = usage;
  return {
    sent: true,
    known: promptTokens !== null && completionTokens !== null,
    ...calls,
    promptTokens: promptTokens ?? most.promptTokens,
    completionTokens: completionTokens ?? most.completionTokens,
  };
}

/** Requests of an attempt, where it says. */
export function requestsOf(reply: Result<unknown, ModelFailure>): number | undefined {
  return reply.ok ? usageOf(reply)?.requests : (reply.failure.requests ?? reply.failure.usage?.requests);
}

/** Tokens of an attempt; `undefined` where nothing is told of a request that may have been read. */
export function usageOf(reply: Result<unknown, ModelFailure>): Usage | undefined {
  if (reply.ok) return (reply.value as { readonly usage: Usage }).usage;
  const { usage, kind } = reply.failure;
  const isFree = kind === 'not-available' || wasNotRead(reply.failure);
  return usage ?? (isFree ? { promptTokens: 0, completionTokens: 0 } : undefined);
}

function bytesOf({ system = '', pieces }: Prompt): number {
  return Buffer.byteLength(system) + sum(pieces.map((piece) => Buffer.byteLength(piece)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
