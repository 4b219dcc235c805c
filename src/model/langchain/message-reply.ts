import { z } from 'zod';
import { ChatLogProbabilities, finishIn, textOf, tokensIn, type ChatReply } from './chat-reply.js';
import { answerIn } from '../_internals/thoughts.js';

const Count = z.number().int().nonnegative().nullish().catch(undefined);
const Text = z.string().nullish().catch(undefined);

/** What is read of a message as LangChain gives it. */
const Message = z.object({
  content: z.unknown().optional(),
  usage_metadata: z
    .object({
      input_tokens: Count,
      output_tokens: Count,
      output_token_details: z.object({ reasoning: Count }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  response_metadata: z
    .object({
      finish_reason: Text,
      finishReason: Text,
      stop_reason: Text,
      done_reason: Text,
      logprobs: ChatLogProbabilities,
    })
    .nullish()
    .catch(undefined),
  additional_kwargs: z.object({ refusal: Text, reasoning_content: z.unknown().optional() }).nullish().catch(undefined),
});

/** Words of providers for replies that were cut, that ended, and that were refused. */
const ENDS: { readonly [word: string]: string } = {
  max_tokens: 'length',
  MAX_TOKENS: 'length',
  end_turn: 'stop',
  STOP: 'stop',
  stop_sequence: 'stop',
};
const REFUSALS = ['content_filter', 'refusal', 'SAFETY'];

/** Reads a message; `undefined` where it is none. */
export function messageReply(message: unknown, value?: unknown): ChatReply | undefined {
  const parsed = Message.safeParse(message);
  if (!parsed.success || !('content' in (message as object))) return undefined;
  const { content, usage_metadata: usage, response_metadata: metadata, additional_kwargs: more } = parsed.data;
  const whole = textOf(content);
  const { text, thoughts } = answerIn(whole);
  const reasoning = usage?.output_token_details?.reasoning ?? undefined;
  const reasoned = thoughts || (reasoning ?? 0) > 0 || hasThoughts(content) || textOf(more?.reasoning_content) !== '';
  const end = metadata?.finish_reason ?? metadata?.finishReason ?? metadata?.stop_reason ?? metadata?.done_reason;
  const filtered = REFUSALS.includes(end ?? '') ? 'content filter' : undefined;
  const refusal = more?.refusal || filtered;
  const tokens = tokensIn(metadata?.logprobs);
  return {
    text,
    whole,
    // A model that says nothing of an end has come to one.
    finishReason: end === undefined || end === null ? 'stop' : finishIn(ENDS[end] ?? end),
    usage: {
      promptTokens: usage?.input_tokens ?? null,
      completionTokens: usage?.output_tokens ?? null,
      ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
    },
    ...(value === undefined || value === null ? {} : { value }),
    ...(reasoned ? { reasoned } : {}),
    ...(refusal === undefined ? {} : { refusal }),
    ...(tokens === undefined ? {} : { tokens }),
  };
}

function hasThoughts(content: unknown): boolean {
  return (
    Array.isArray(content) &&
    content.some((part: unknown) => {
      const { type } = (part ?? {}) as { readonly type?: unknown };
      return type === 'reasoning' || type === 'thinking';
    })
  );
}
