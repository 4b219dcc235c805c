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
import type { Reading } from '../_internals/ask-with-repairs.js';
import { askingForChoice, askingForOption, DEFAULT_REPAIRS } from '../_internals/repairs.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import { askReply, type AskedReply } from './ask-reply.js';
import type { Ask, JsonSchema } from './ask.js';
import type { ChatReply } from './chat-reply.js';
import type { Choose } from './choose.js';
import { jsonIn } from './json-in.js';
import { optionInReply } from './option-in-reply.js';
import { noOption } from './reply-failures.js';
import { afterReplies, notUsed, type Answered } from './spent.js';

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
  /** Replies to each sample of calls that a failure cut off which may pass: a retry goes on and does not begin again. */
  const begun = new Map<string, Samples>();
  return async (request, context) => {
    if (request.method === 'structured' && otherwise !== undefined) return otherwise(request, context);
    const { options, temperature = 1, samples: count = 20 } = request;
    const { stream = null, seed = null } = context;
    const key = contentHash({ request, stream, seed });
    const samples: Samples = begun.get(key) ?? Array.from({ length: count }, () => []);
    begun.delete(key);
    // What was answered before was told of by the attempt that was cut off.
    const taken: { readonly usage: Usage }[] = [];
    const how = method === 'counted' ? counted(request) : made(request);
    const counts = options.map(() => 0);
    let atOnce = 0;
    let first: ModelFailure | undefined;
    for (const [index, replies] of samples.entries()) {
      const ofThis = seedOf(context, { samples: count, index });
      const asking = { ...how.asking, temperature, answerOnly: true, ...ofThis };
      const outcome = await askReply({ ask, context }, { ...how, asking }, { replies, taken });
      if (outcome.kind === 'no-reply') {
        if (outcome.failure.retryable && samples.some(({ length }) => length > 0)) begun.set(key, samples);
        return failed(afterReplies(outcome.failure, taken));
      }
      if (outcome.kind === 'read') counts[outcome.value] = (counts[outcome.value] ?? 0) + 1;
      else first ??= outcome.failure;
      if (outcome.kind === 'read' && replies.length === 1) atOnce += 1;
    }
    const valid = counts.reduce((sum, one) => sum + one, 0);
    if (valid === 0) {
      // One of several samples is not mended alone: the others would be counted in another way.
      const another = context.sample === undefined && samples.every(saysSomething) ? otherwise : undefined;
      if (another === undefined) return failed(notUsed(first as ModelFailure, taken));
      const other = await another(request, context);
      if (!other.ok) {
        if (other.failure.retryable) begun.set(key, samples);
        return failed(afterReplies(other.failure, taken));
      }
      // Whatever was made of it, no first reply in the model's own words took an option.
      return success({ ...other.value, firstMass: 0, usage: sumOfUsages([...usagesOf(taken), other.value.usage]) });
    }
    return success({
      kind: 'sampled',
      probabilities: counts.map((one) => one / valid),
      mass: valid / count,
      firstMass: atOnce / count,
      counts,
      samples: count,
      temperature: applied(temperature),
      method,
      usage: sumOfUsages(usagesOf(taken)),
    });
  };
}

/** Replies to each sample, in order; of a sample that is explained and asked again there are several. */
type Samples = readonly ChatReply[][];

/** How one sample is asked for and read, but for its temperature and seed. */
type SampleAsked = Omit<AskedReply<number>, 'asking'> & {
  readonly asking: Pick<AskedReply<number>['asking'], 'maxTokens' | 'schema'>;
};

function counted({ prompt, options, repairs = DEFAULT_REPAIRS }: ChooseRequest): SampleAsked {
  const read = (reply: ChatReply, attempts: number): Reading<number> => {
    const { text, finishReason, reasoned = false } = reply;
    const option = optionInReply(options, text, { cut: finishReason === 'length' });
    if (option !== undefined) return { kind: 'read', value: option };
    const again = askingForOption(prompt, options, { text, thoughts: reasoned });
    return { kind: 'unfit', failure: noOption(reply, options, attempts), again };
  };
  return { prompt, asking: { maxTokens: REPLY_TOKENS }, repairs, read };
}

function made(request: ChooseRequest): SampleAsked {
  const { options, repairs = DEFAULT_REPAIRS } = request;
  const { prompt, ...asking } = structured(request);
  const read = (reply: ChatReply, attempts: number): Reading<number> => {
    const option = optionInValue(options, reply);
    if (option !== undefined) return { kind: 'read', value: option };
    const again = askingForChoice(prompt, reply.text);
    return { kind: 'unfit', failure: noOption(reply, options, attempts), again };
  };
  return { prompt, asking, repairs, read };
}

/** How one sample is asked for. */
export interface Sample {
  readonly prompt: Prompt;
  readonly maxTokens: number;
  readonly schema?: JsonSchema;
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

function usagesOf(taken: Answered): readonly Usage[] {
  return taken.map(({ usage }) => usage);
}

function saysSomething(replies: readonly ChatReply[]): boolean {
  const last = replies.at(-1);
  return last !== undefined && last.refusal === undefined && last.text.trim() !== '';
}
