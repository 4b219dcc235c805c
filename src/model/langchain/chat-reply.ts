import { z } from 'zod';
import type { Usage, Writing } from '../../spec/index.js';
import { answerIn } from '../_internals/thoughts.js';

const LogProbability = z.object({ token: z.string(), logprob: z.number() });
const Count = z.number().int().nonnegative().nullish().catch(undefined);

/** Usage as endpoints send it. */
export const SentUsage = z
  .object({
    prompt_tokens: Count,
    completion_tokens: Count,
    completion_tokens_details: z.object({ reasoning_tokens: Count }).nullish().catch(undefined),
  })
  .nullish()
  .catch(undefined);

/** Log-probabilities along a reply, as endpoints send those of a chat. */
export const ChatLogProbabilities = z
  .object({
    content: z.array(LogProbability.extend({ top_logprobs: z.array(LogProbability).nullish() })).nullish(),
  })
  .nullish()
  .catch(undefined);

/** What is read of a chat completion, as the endpoint sent it. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.unknown().optional(),
          refusal: z.string().nullish(),
          reasoning_content: z.unknown().optional(),
          reasoning: z.unknown().optional(),
        }),
        finish_reason: z.string().nullish(),
        logprobs: ChatLogProbabilities,
      }),
    )
    .min(1),
  usage: SentUsage,
});

/** Parts of a reply that hold thoughts. */
const THOUGHTS = ['reasoning', 'thinking', 'thought'];

/** One alternative for a token of a reply. */
export interface TokenLogProbability {
  readonly token: string;
  readonly logprob: number;
}

/** A token of a reply, with the most likely ones that could have stood in its place. */
export interface TokenPosition extends TokenLogProbability {
  readonly alternatives: readonly TokenLogProbability[];
}

/** A reply, as far as it matters here. */
export interface ChatReply {
  /** What it says, without the thoughts that some models put before it between `<think>` and `</think>`. */
  readonly text: string;
  /** All of it. */
  readonly whole: string;
  /** A value that the model was made to give, where it came apart from the text. */
  readonly value?: unknown;
  /** Why the model refused, where it did. */
  readonly refusal?: string;
  /** Whether there were thoughts, wherever they stood. */
  readonly reasoned?: true;
  readonly finishReason: Writing['finishReason'];
  /** Absent where the endpoint gave no log-probabilities. */
  readonly tokens?: readonly TokenPosition[];
  readonly usage: Usage;
}

/** Reads a chat completion; `undefined` where it is none. */
export function replyIn(raw: unknown): ChatReply | undefined {
  const parsed = Completion.safeParse(raw);
  const choice = parsed.data?.choices[0];
  if (choice === undefined) return undefined;
  const { message, finish_reason: finish, logprobs } = choice;
  const whole = textOf(message.content);
  const { text, thoughts } = answerIn(whole);
  const usage = usageIn(parsed.data?.usage);
  const apart = textOf(message.reasoning_content) + textOf(message.reasoning);
  const reasoned = thoughts || apart !== '' || (usage.reasoningTokens ?? 0) > 0;
  const filtered = finish === 'content_filter' ? 'content filter' : undefined;
  const refusal = message.refusal === '' ? filtered : (message.refusal ?? filtered);
  const tokens = tokensIn(logprobs);
  return {
    text,
    whole,
    finishReason: finishIn(finish),
    usage,
    ...(reasoned ? { reasoned } : {}),
    ...(refusal === undefined ? {} : { refusal }),
    ...(tokens === undefined ? {} : { tokens }),
  };
}

/** Tokens as an endpoint counted them. */
export function usageIn(usage: z.infer<typeof SentUsage>): Usage {
  const { prompt_tokens: prompt, completion_tokens: completion, completion_tokens_details: details } = usage ?? {};
  const reasoning = details?.reasoning_tokens ?? undefined;
  return {
    promptTokens: prompt ?? null,
    completionTokens: completion ?? null,
    ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
  };
}

/** The tokens of a reply with their log-probabilities, where there are any. */
export function tokensIn(logprobs: z.infer<typeof ChatLogProbabilities>): readonly TokenPosition[] | undefined {
  return logprobs?.content?.map(({ token, logprob, top_logprobs: alternatives }) => ({
    token,
    logprob,
    alternatives: alternatives ?? [],
  }));
}

/** Why a reply ended, in the words of the port. */
export function finishIn(finish: unknown): Writing['finishReason'] {
  return finish === 'stop' || finish === 'length' ? finish : 'other';
}

/** Content is a text, nothing, or a list of parts of which some are text. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => {
      const { text, type } = (part ?? {}) as { readonly text?: unknown; readonly type?: unknown };
      if (typeof part === 'string') return part;
      return typeof text === 'string' && !THOUGHTS.includes(String(type)) ? text : '';
    })
    .join('');
}
