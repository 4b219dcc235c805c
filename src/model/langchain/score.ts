import { failed, success, type ModelFailure, type Prompt, type Result, type Scores } from '../../spec/index.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import type { AskContext } from './ask.js';
import type { CompletionReply } from './completion-reply.js';
import type { Endpoint } from './endpoint.js';
import { afterReplies, notUsed } from './spent.js';

/** Log-likelihoods of continuations, from the log-probabilities that an endpoint gives of a prompt: one call each. */
export async function score(
  { echo }: Pick<Endpoint, 'echo'>,
  prompt: Prompt,
  { continuations, ...context }: AskContext & { readonly continuations: readonly string[] },
): Promise<Result<Scores, ModelFailure>> {
  const before = (prompt.system ?? '') + prompt.pieces.join('');
  const logLikelihoods: number[] = [];
  const tokens: number[] = [];
  const replies: CompletionReply[] = [];
  for (const continuation of continuations) {
    const reply = await echo(before + continuation, context);
    if (!reply.ok) return failed(afterReplies(reply.failure, replies));
    replies.push(reply.value);
    const found = likelihoodIn(reply.value, { start: before.length, end: before.length + continuation.length });
    if (!found.ok) return failed(notUsed(found.failure, replies));
    logLikelihoods.push(found.value.sum);
    tokens.push(found.value.count);
  }
  return success({ logLikelihoods, tokens, usage: sumOfUsages(replies.map(({ usage }) => usage)) });
}

/** Whether a reply tells the log-probabilities of the prompt: of all of its tokens but the first. */
export function tellsOfThePrompt({ places = [] }: CompletionReply, prompt: string): boolean {
  const within = places.filter(({ at }) => at < prompt.length);
  const first = within[0]?.at === 0;
  return first && within.length > 1 && within.slice(1).every(({ logprob }) => logprob !== null);
}

/** The log-likelihood of what stands between two places of a text that came back. */
function likelihoodIn(
  { places }: CompletionReply,
  { start, end }: { readonly start: number; readonly end: number },
): Result<{ readonly sum: number; readonly count: number }, ModelFailure> {
  if (places === undefined) return failed(withoutPlaces());
  const within = places.filter(({ at }) => at >= start && at < end);
  if (within.length === 0 || within[0]?.at !== start) return failed(acrossTheBorder());
  const logs = within.map(({ logprob }) => logprob);
  if (logs.some((log) => log === null)) return failed(withoutPlaces());
  const sum = logs.reduce<number>((total, log) => total + (log ?? 0), 0);
  return success({ sum: Math.min(0, sum), count: within.length });
}

function withoutPlaces(): ModelFailure {
  const message = 'the endpoint gave no log-probabilities of the prompt this time, though it does otherwise';
  return { kind: 'unavailable', message, retryable: true };
}

function acrossTheBorder(): ModelFailure {
  const message =
    'a token of the endpoint goes across the border of prompt and continuation; begin the continuation with a space';
  return { kind: 'malformed', message, retryable: false };
}
