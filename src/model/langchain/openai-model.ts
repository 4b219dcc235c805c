import type { ChatOpenAI } from '@langchain/openai';
import { userError } from '../../foundation/errors/index.js';
import { contentHash } from '../../foundation/storage/index.js';
import {
  failed,
  success,
  type CallContext,
  type Choice,
  type ChooseRequest,
  type LanguageModel,
  type ModelFailure,
  type Prompt,
  type Result,
  type Usage,
  type WriteRequest,
  type Writing,
} from '../../spec/index.js';
import { optionInReply, optionsFromTokens, type TokenLogProbability } from './choices.js';
import { failureOf } from './failures.js';
import { probe } from './probe.js';

/** How an endpoint is reached. */
export interface OpenAiOptions {
  /** Name of the model, as the endpoint knows it. */
  readonly model: string;
  /** Default: OPENAI_BASE_URL, else OpenAI's own address. */
  readonly baseUrl?: string;
  /** Default: OPENAI_API_KEY. A local address needs none. */
  readonly apiKey?: string;
  readonly signal?: AbortSignal;
}

type Reply = Awaited<ReturnType<ChatOpenAI['invoke']>>;
type Settings = ConstructorParameters<typeof ChatOpenAI>[0];

/**
 * A model behind any OpenAI-compatible endpoint, through LangChain, whose own retries are off.
 *
 * Where the endpoint gives log-probabilities, a choice is the distribution over the first token of the reply, at
 * temperature 1: exact as far as the twenty most likely tokens go. Else samples are counted, at the temperature asked
 * for. Which of the two is found out by one call before anything starts.
 *
 * @throws MesocosmError (usage) when a key is missing; (unreachable) when the endpoint does not answer or does not know
 *   the model, naming the address and the setting to change.
 */
export async function openaiModel(options: OpenAiOptions): Promise<LanguageModel> {
  const baseUrl = options.baseUrl ?? process.env['OPENAI_BASE_URL'] ?? 'https://api.openai.com/v1';
  const apiKey = options.apiKey ?? process.env['OPENAI_API_KEY'] ?? (isLocal(baseUrl) ? 'none' : undefined);
  if (apiKey === undefined) throw missingKey(baseUrl);
  const { ChatOpenAI: Chat } = await import('@langchain/openai');
  const settings: Settings = { model: options.model, apiKey, maxRetries: 0, configuration: { baseURL: baseUrl } };
  const client = (more: Settings): ChatOpenAI => new Chat({ ...settings, ...more });
  const { logprobs } = await probe({ client, baseUrl, model: options.model, signal: options.signal });

  return {
    name: `openai:${options.model}`,
    fingerprint: contentHash({
      provider: 'openai',
      baseUrl,
      model: options.model,
      choose: logprobs ? 'tokens-1' : 'counted-1',
    }),
    capabilities: { choose: logprobs ? 'exact' : 'sampled', score: false, write: true, embed: false },
    description: {
      kind: 'endpoint',
      baseUrl,
      model: options.model,
      choose: logprobs ? 'log-probabilities' : 'counted samples',
    },
    choose: (request, context = {}) =>
      logprobs ? byLogProbabilities(client, request, context) : byCounting(client, request, context),
    score: async () => failed(notAvailable('this endpoint gives no log-probabilities of a prompt')),
    write: (request, context = {}) => write(client, request, context),
    close: async () => undefined,
  };
}

/** Whether an address is on this machine, where no key is asked for. */
export function isLocal(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.') || hostname.endsWith('.local');
}

async function invoke(client: ChatOpenAI, prompt: Prompt, signal?: AbortSignal): Promise<Result<Reply, ModelFailure>> {
  const user = { role: 'user' as const, content: prompt.pieces.join('') };
  const system = prompt.system === undefined ? [] : [{ role: 'system' as const, content: prompt.system }];
  try {
    return success(await client.invoke([...system, user], signal === undefined ? {} : { signal }));
  } catch (error) {
    return failed(failureOf(error, signal));
  }
}

type Client = (more: Settings) => ChatOpenAI;

async function byLogProbabilities(
  client: Client,
  { prompt, options }: ChooseRequest,
  context: CallContext,
): Promise<Result<Choice, ModelFailure>> {
  const asking = client({ temperature: 1, maxTokens: 4, logprobs: true, topLogprobs: 20 });
  const reply = await invoke(asking, prompt, context.signal);
  if (!reply.ok) return reply;
  const refusal = refusalIn(reply.value);
  if (refusal !== undefined) return failed(refusal);
  const found = optionsFromTokens(options, firstTokens(reply.value));
  if (found === undefined) return failed(malformed(textOf(reply.value), options));
  const { probabilities, mass } = found;
  const usage = usageOf([reply.value]);
  return success({ kind: 'exact', probabilities, mass, temperature: 1, method: 'top-log-probabilities', usage });
}

async function byCounting(
  client: Client,
  { prompt, options, temperature = 1, samples = 20 }: ChooseRequest,
  context: CallContext,
): Promise<Result<Choice, ModelFailure>> {
  const asking = client({ temperature, maxTokens: 16 });
  const replies: Reply[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const reply = await invoke(asking, prompt, context.signal);
    if (!reply.ok) return reply;
    const refusal = refusalIn(reply.value);
    if (refusal !== undefined) return failed(refusal);
    replies.push(reply.value);
  }
  const counts = options.map(() => 0);
  for (const reply of replies) {
    const option = optionInReply(options, textOf(reply));
    if (option !== undefined) counts[option] = (counts[option] ?? 0) + 1;
  }
  const valid = counts.reduce((sum, count) => sum + count, 0);
  if (valid === 0) return failed(malformed(textOf(replies[0] as Reply), options));
  return success({
    kind: 'sampled',
    probabilities: counts.map((count) => count / valid),
    mass: valid / samples,
    counts,
    samples,
    temperature,
    method: 'counted',
    usage: usageOf(replies),
  });
}

const REPAIRS = 2;

async function write(
  client: Client,
  request: WriteRequest,
  context: CallContext,
): Promise<Result<Writing, ModelFailure>> {
  const { prompt, schema, maxTokens, temperature } = request;
  const asking = client({
    temperature,
    maxTokens,
    ...(context.seed === undefined ? {} : { modelKwargs: { seed: context.seed } }),
  });
  let asked = prompt;
  for (let repair = 0; ; repair += 1) {
    const reply = await invoke(asking, asked, context.signal);
    if (!reply.ok) return reply;
    const refusal = refusalIn(reply.value);
    if (refusal !== undefined) return failed(refusal);
    const text = textOf(reply.value);
    const usage = usageOf([reply.value]);
    const finishReason = finishOf(reply.value);
    if (schema === undefined) {
      return text === '' ? failed(empty()) : success({ text, finishReason, usage });
    }
    const parsed = schema.safeParse(jsonIn(text));
    if (parsed.success) return success({ text, value: parsed.data, finishReason, usage });
    if (repair === REPAIRS) {
      const message = `after ${REPAIRS + 1} attempts the reply still has another shape: ${parsed.error.issues[0]?.message ?? ''}`;
      return failed({ kind: 'malformed', message, retryable: false, evidence: text.slice(0, 200) });
    }
    const wrong = parsed.error.issues
      .map(({ path, message }) => `${path.join('.') || 'the reply'}: ${message}`)
      .join('; ');
    asked = {
      ...prompt,
      pieces: [
        ...prompt.pieces,
        `\n\nYour last reply was\n${text}\nwhich is wrong (${wrong}). Reply with the corrected JSON alone.`,
      ],
    };
  }
}

function firstTokens(reply: Reply): readonly TokenLogProbability[] {
  const content = (
    reply.response_metadata['logprobs'] as
      { content?: { token: string; logprob: number; top_logprobs?: TokenLogProbability[] }[] } | undefined
  )?.content;
  // A reply may open with a space or a quote of its own: the first token that says something decides.
  const first = content?.find(({ token }) => token.replace(/[\s"'`([*]+/g, '') !== '');
  return first?.top_logprobs ?? (first === undefined ? [] : [first]);
}

function textOf(reply: Reply): string {
  return typeof reply.content === 'string' ? reply.content : JSON.stringify(reply.content);
}

function finishOf(reply: Reply): Writing['finishReason'] {
  const reason = reply.response_metadata['finish_reason'] as string | undefined;
  return reason === 'stop' || reason === 'length' ? reason : 'other';
}

function refusalIn(reply: Reply): ModelFailure | undefined {
  const refusal = reply.additional_kwargs['refusal'];
  const filtered = reply.response_metadata['finish_reason'] === 'content_filter';
  if (!filtered && (typeof refusal !== 'string' || refusal === '')) return undefined;
  const evidence = typeof refusal === 'string' ? refusal.slice(0, 200) : 'content filter';
  return { kind: 'refused', message: 'the model refused to answer', retryable: false, evidence };
}

function usageOf(replies: readonly Reply[]): Usage {
  const sum = (field: 'input_tokens' | 'output_tokens'): number | null =>
    replies.some(({ usage_metadata: usage }) => usage === undefined)
      ? null
      : replies.reduce((total, { usage_metadata: usage }) => total + (usage?.[field] ?? 0), 0);
  return { promptTokens: sum('input_tokens'), completionTokens: sum('output_tokens') };
}

function jsonIn(text: string): unknown {
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  try {
    return JSON.parse(text.slice(start, end + 1));
  } catch {
    return undefined;
  }
}

function malformed(text: string, options: readonly string[]): ModelFailure {
  const message = text === '' ? 'the reply is empty' : `the reply takes none of the options ${options.join(', ')}`;
  return { kind: 'malformed', message, retryable: false, evidence: text.slice(0, 200) };
}

function empty(): ModelFailure {
  return { kind: 'malformed', message: 'the reply is empty', retryable: false };
}

function notAvailable(message: string): ModelFailure {
  return { kind: 'not-available', message, retryable: false };
}

function missingKey(baseUrl: string): Error {
  return userError({
    kind: 'usage',
    what: 'no key for the endpoint: OPENAI_API_KEY is not set',
    where: baseUrl,
    remedy:
      'set it in the environment (`export OPENAI_API_KEY=…`), name a local endpoint with --base-url, or go on without ' +
      'a key: `mesocosm run` uses the embedded model',
  });
}
