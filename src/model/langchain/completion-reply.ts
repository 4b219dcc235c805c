import { z } from 'zod';
import { answerIn } from '../_internals/thoughts.js';
import { finishIn, SentUsage, usageIn, type ChatReply, type TokenPosition } from './chat-reply.js';

/** The older form of log-probabilities: one list a field, and a map of the most likely tokens for each place. */
const LogProbabilities = z
  .object({
    tokens: z.array(z.string()).nullish(),
    token_logprobs: z.array(z.number().nullable()).nullish(),
    top_logprobs: z.array(z.record(z.string(), z.number()).nullable()).nullish(),
    text_offset: z.array(z.number()).nullish(),
  })
  .nullish()
  .catch(undefined);

const Completion = z.object({
  choices: z
    .array(z.object({ text: z.string(), finish_reason: z.string().nullish(), logprobs: LogProbabilities }))
    .min(1),
  usage: SentUsage,
});

/** A text that was continued, with the places of its tokens where the prompt is a part of it. */
export interface CompletionReply extends ChatReply {
  /** Where each token begins, and its log-probability: `null` for the first of a prompt. */
  readonly places?: readonly { readonly at: number; readonly token: string; readonly logprob: number | null }[];
}

/** Reads what an endpoint for completions sent; `undefined` where it is none. */
export function completionIn(raw: unknown): CompletionReply | undefined {
  const parsed = Completion.safeParse(raw);
  const choice = parsed.data?.choices[0];
  if (choice === undefined) return undefined;
  const { text: whole, finish_reason: finish, logprobs } = choice;
  const { text, thoughts } = answerIn(whole);
  const about = {
    text,
    whole,
    finishReason: finishIn(finish),
    usage: usageIn(parsed.data?.usage),
    ...(thoughts ? { reasoned: true as const } : {}),
    ...(finish === 'content_filter' ? { refusal: 'content filter' } : {}),
  };
  return logprobs?.tokens ? { ...about, ...positionsIn(logprobs) } : about;
}

function positionsIn(
  logprobs: NonNullable<z.infer<typeof LogProbabilities>>,
): Pick<CompletionReply, 'tokens' | 'places'> {
  const { tokens, token_logprobs: own, top_logprobs: top, text_offset: offsets } = logprobs;
  let end = 0;
  const places = (tokens ?? []).map((token, index) => {
    const at = offsets?.[index] ?? end;
    end = at + token.length;
    return { at, token, logprob: own?.[index] ?? null };
  });
  const positions = places.map(({ token, logprob }, index): TokenPosition => ({
    token,
    logprob: logprob ?? -Infinity,
    alternatives: Object.entries(top?.[index] ?? {}).map(([other, chance]) => ({ token: other, logprob: chance })),
  }));
  return { tokens: positions, places };
}
