import {
  failed,
  success,
  type Choice,
  type ModelFailure,
  type Prompt,
  type Result,
  type Scores,
} from '../../spec/index.js';
import { sumOfUsages } from '../_internals/sum-of-usages.js';
import type { Ask, AskContext } from './ask.js';
import type { ChatReply, TokenPosition } from './chat-reply.js';
import { optionsFromReplies, shareBeginnings } from './choices.js';
import type { Choose } from './choose.js';
import { emptyReply, evidenceOf, noOption, refused } from './reply-failures.js';
import { afterReplies, notUsed } from './spent.js';

const FEW_TOKENS = 4;
const MORE_TOKENS = 12;
/** Replies that are looked at, together, before options that begin alike are given up. */
const REPLIES = 8;
/** Share of the options' probability that may stay unresolved. */
const UNRESOLVED = 0.01;
/** Share of the options' probability that may be hidden below the most likely tokens. */
const HIDDEN = 0.05;

/** Likelihoods of whole options after a prompt, where an endpoint gives them. */
export type ScoreOptions = (
  prompt: Prompt,
  options: readonly string[],
  context?: AskContext,
) => Promise<Result<Scores, ModelFailure>>;

/**
 * Choices from the log-probabilities of a reply's first tokens: at temperature 1, exact as far as the most likely tokens
 * go. Options that these do not tell apart are looked at whole where `score` is given, else in further replies, of which each
 * tells more of what may follow.
 */
export function chooseByLogProbabilities(ask: Ask, score?: ScoreOptions): Choose {
  return async ({ prompt, options }, context) => {
    const maxTokens = shareBeginnings(options) ? MORE_TOKENS : FEW_TOKENS;
    const replies: ChatReply[] = [];
    for (let attempt = 0; attempt < REPLIES; attempt += 1) {
      const reply = await ask(prompt, { maxTokens, temperature: 1, logprobs: true }, context);
      if (!reply.ok) return failed(afterReplies(reply.failure, replies));
      replies.push(reply.value);
      const { refusal, tokens, text, reasoned } = reply.value;
      if (refusal !== undefined) return failed(notUsed(refused(refusal), replies));
      if (reasoned === true) return failed(notUsed(thoughts(reply.value), replies));
      if (tokens === undefined && text !== '') return failed(notUsed(withoutLogProbabilities(), replies));
      const { weights, mass, unresolved } = optionsFromReplies(
        options,
        replies.map((one) => one.tokens ?? []),
      );
      const usage = sumOfUsages(replies.map((one) => one.usage));
      const all = mass + unresolved;
      const resolved = all > 0 && unresolved <= UNRESOLVED * all;
      const hidden = weights.includes(0) ? mayHide(tokens?.[0]) : 0;
      if (resolved && hidden <= HIDDEN * (mass + hidden)) {
        return success(exactChoice(weights, { mass, method: 'top-log-probabilities', usage }));
      }
      if (score !== undefined) return await byWholeOptions(() => score(prompt, options, context), replies);
      if (all === 0) return failed(notUsed(noOption(reply.value, options), replies));
      if (resolved) return failed(notUsed(tooUnlikely(reply.value, { options, mass }), replies));
    }
    return failed(notUsed(alike(options), replies));
  };
}

async function byWholeOptions(
  score: () => Promise<Result<Scores, ModelFailure>>,
  replies: readonly ChatReply[],
): Promise<Result<Choice, ModelFailure>> {
  const scores = await score();
  if (!scores.ok) return failed(afterReplies(scores.failure, replies));
  const { logLikelihoods, usage } = scores.value;
  const most = Math.max(...logLikelihoods);
  // Weights from the likeliest, which cannot all be 0; the mass from what they are.
  const weights = logLikelihoods.map((log) => Math.exp(log - most));
  const mass = Math.min(
    1,
    logLikelihoods.reduce((sum, log) => sum + Math.exp(log), 0),
  );
  return success(
    exactChoice(weights, {
      mass,
      method: 'whole-option',
      usage: sumOfUsages([...replies.map((one) => one.usage), usage]),
    }),
  );
}

function exactChoice(weights: readonly number[], about: Pick<Choice, 'mass' | 'method' | 'usage'>): Choice {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { kind: 'exact', probabilities: weights.map((weight) => weight / total), temperature: 1, ...about };
}

/** The most that an option can have which is not among the most likely tokens. */
function mayHide(position: TokenPosition | undefined): number {
  const listed = position?.alternatives.map(({ logprob }) => Math.exp(logprob)) ?? [];
  const left = 1 - listed.reduce((sum, chance) => sum + chance, 0);
  return Math.max(0, Math.min(left, ...listed));
}

function tooUnlikely(
  { whole }: ChatReply,
  { options, mass }: { readonly options: readonly string[]; readonly mass: number },
): ModelFailure {
  const message =
    `the options ${options.join(', ')} together have a probability of ${mass.toFixed(3)}, too little for the most ` +
    'likely tokens to tell how it is shared';
  return { kind: 'malformed', message, retryable: false, evidence: evidenceOf(whole), mass };
}

function thoughts(reply: ChatReply): ModelFailure {
  if (reply.text === '') return emptyReply(reply);
  const message =
    'the model thought before it answered, so that its first tokens are none of an answer: let its answers be counted ' +
    "(choose: 'samples')";
  return { kind: 'malformed', message, retryable: false, evidence: evidenceOf(reply.whole) };
}

function alike(options: readonly string[]): ModelFailure {
  const message = `the options ${options.join(', ')} begin alike, and log-probabilities do not tell them apart; name them differently`;
  return { kind: 'malformed', message, retryable: false };
}

function withoutLogProbabilities(): ModelFailure {
  const message = 'the endpoint gave no log-probabilities this time, though it does otherwise';
  return { kind: 'unavailable', message, retryable: true };
}
