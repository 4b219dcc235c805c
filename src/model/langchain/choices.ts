import type { TokenLogProbability, TokenPosition } from './chat-reply.js';
import { bare } from './option-in-reply.js';

/** What log-probabilities along a reply say about the options. */
export interface OptionWeights {
  /** One probability an option, not normalised. */
  readonly weights: readonly number[];
  /** Sum of the weights. */
  readonly mass: number;
  /** Probability that went to beginnings which several options share, and that no reply followed up. */
  readonly unresolved: number;
}

/** Probability of each option from the log-probabilities along one reply. */
export function optionsFromTokens(options: readonly string[], tokens: readonly TokenPosition[]): OptionWeights {
  return optionsFromReplies(options, [tokens]);
}

/**
 * Probability of each option from the log-probabilities along replies to one prompt.
 *
 * A token counts for the option that it begins (or is), after spaces and an opening quote are taken off. Where it begins
 * several, the next tokens tell them apart, if any of the replies took it; else it stays unresolved. So does an option
 * with which another begins where no reply tells what may follow it: whether the model would have ended there is not
 * known then.
 */
export function optionsFromReplies(
  options: readonly string[],
  replies: readonly (readonly TokenPosition[])[],
): OptionWeights {
  const known = conditionalsOf(replies);
  const weights = options.map(() => 0);
  let unresolved = 0;
  const give = (option: number | undefined, weight: number): void => {
    if (option !== undefined) weights[option] = (weights[option] ?? 0) + weight;
  };
  const walk = (path: string, said: string, before: number): void => {
    const next = known.get(path) ?? new Map<string, number>();
    let listed = 0;
    for (const [token, logprob] of next) {
      const chance = Math.exp(logprob);
      const weight = before * chance;
      const text = said + token;
      listed += chance;
      if (token === '' && opening(said) !== '') {
        // A token without a text, after something was said, is the end.
        give(named(options, said), weight);
        continue;
      }
      const begun = optionsBegun(options, text);
      const [only] = begun;
      if (only === undefined) continue;
      const child = pathTo(path, token);
      // A word of its own that no reply followed is more likely the word than the beginning of the option.
      const follows = begun.length > 1 || isWordOfItsOwn(opening(text), options[only]);
      if (!follows) give(only, weight);
      else if (known.has(child)) walk(child, text, weight);
      else if (begun.length > 1 && opening(text) !== '') unresolved += weight;
    }
    // The end of a reply after a whole option, where it is not among the most likely tokens, is in what they leave.
    if (named(options, said) !== undefined) unresolved += before * Math.max(0, 1 - listed);
  };
  walk('', '', 1);
  return { weights, mass: Math.min(1, sum(weights)), unresolved };
}

/** What may come next, with its log-probability, after each beginning that a reply has gone through; none after an end. */
function conditionalsOf(
  replies: readonly (readonly TokenPosition[])[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const known = new Map<string, Map<string, number>>();
  for (const reply of replies) {
    let path = '';
    for (const position of reply) {
      const next = known.get(path) ?? new Map<string, number>();
      known.set(path, next);
      for (const { token, logprob } of alternativesAt(position)) {
        if (!next.has(token)) next.set(token, logprob);
      }
      path = pathTo(path, position.token);
    }
  }
  return known;
}

/** A beginning and a token that follows it: tokens and not texts, as a text may be made of other tokens. */
function pathTo(path: string, token: string): string {
  return `${path}\u0000${token}`;
}

/** The option that a text is, when others may begin with it. */
function named(options: readonly string[], said: string): number | undefined {
  const text = opening(said).trim();
  if (text === '') return undefined;
  const exact = options.findIndex((option) => bare(option) === text);
  const index = exact >= 0 ? exact : options.findIndex((option) => bare(option).toLowerCase() === text.toLowerCase());
  return index < 0 ? undefined : index;
}

/** Whether two options may begin with the same token. */
export function shareBeginnings(options: readonly string[]): boolean {
  const beginnings = options.map((option) => bare(option).slice(0, 1).toLowerCase());
  return new Set(beginnings).size < beginnings.length;
}

function alternativesAt({ token, logprob, alternatives }: TokenPosition): readonly TokenLogProbability[] {
  return alternatives.some((one) => one.token === token) ? alternatives : [...alternatives, { token, logprob }];
}

/** Options that a text may be the beginning of, and the one it has named; letters of other case where none fits. */
function optionsBegun(options: readonly string[], text: string): readonly number[] {
  const start = opening(text);
  const fits = (same: (option: string) => string, given: string): readonly number[] => {
    const open = options.flatMap((option, index) => (same(bare(option)).startsWith(given) ? [index] : []));
    const named = longestFirst(options, (option) => given !== '' && startsWith(given, same(bare(option))));
    return [...new Set([...open, ...named.slice(0, 1)])];
  };
  const exact = fits((option) => option, start);
  return exact.length > 0 ? exact : fits((option) => option.toLowerCase(), start.toLowerCase());
}

/** Whether a text is the word "I" or "A", with which a reply may begin, and an option is a longer one. */
function isWordOfItsOwn(text: string, option = ''): boolean {
  return /^[AI]$/.test(text) && /^.\p{L}/u.test(bare(option));
}

/** Places of the options for which a test holds, the longest option first. */
function longestFirst(options: readonly string[], test: (option: string) => boolean): readonly number[] {
  const found = options.flatMap((option, index) => (test(option) ? [index] : []));
  return found.sort((a, b) => bare(options[b] as string).length - bare(options[a] as string).length);
}

function opening(text: string): string {
  return text.replace(/^[\s"'`([*]+/, '');
}

/** Whether a text starts with these words, and not with a longer word. */
function startsWith(text: string, words: string): boolean {
  return text.startsWith(words) && !/[\p{L}\p{N}]/u.test(text.charAt(words.length));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
