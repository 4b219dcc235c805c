import { z } from 'zod';
import type { Usage, Writing } from '../../spec/index.js';

const LogProbability = z.object({ token: z.string(), logprob: z.number() });

/** What is read of a chat completion, as the endpoint sent it. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.unknown(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
        logprobs: z
          .object({
            content: z.array(LogProbability.extend({ top_logprobs: z.array(LogProbability).nullish() })).nullish(),
          })
          .nullish()
          .catch(undefined),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
});

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
  /** Why the model refused, where it did. */
  readonly refusal?: string;
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
  const filtered = finish === 'content_filter' ? 'content filter' : undefined;
  const refusal = message.refusal === '' ? filtered : (message.refusal ?? filtered);
  const tokens = logprobs?.content?.map(({ token, logprob, top_logprobs: alternatives }) => ({
    token,
    logprob,
    alternatives: alternatives ?? [],
  }));
  const { prompt_tokens: promptTokens, completion_tokens: completionTokens } = parsed.data?.usage ?? {};
  return {
    text: withoutThoughts(whole),
    whole,
    finishReason: finish === 'stop' || finish === 'length' ? finish : 'other',
    usage: { promptTokens: promptTokens ?? null, completionTokens: completionTokens ?? null },
    ...(refusal === undefined ? {} : { refusal }),
    ...(tokens === undefined ? {} : { tokens }),
  };
}

/** Tokens of several replies together; `null` where one of them does not say. */
export function sumOfUsage(replies: readonly ChatReply[]): Usage {
  const sum = (field: 'promptTokens' | 'completionTokens'): number | null =>
    replies.reduce<number | null>((total, { usage }) => {
      const more = usage[field];
      return total === null || more === null ? null : total + more;
    }, 0);
  return { promptTokens: sum('promptTokens'), completionTokens: sum('completionTokens') };
}

/** Content is a text, nothing, or a list of parts of which some are text. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => (typeof part === 'string' ? part : ((part as { text?: unknown } | null)?.text ?? '')))
    .join('');
}

/** Thoughts that were cut off have no end, and nothing after them. */
function withoutThoughts(text: string): string {
  return text.replace(/^\s*<think>[\s\S]*?(<\/think>\s*|$)/, '');
}
