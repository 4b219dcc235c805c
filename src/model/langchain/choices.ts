import type { TokenLogProbability, TokenPosition } from './chat-reply.js';
import { bare } from './option-in-reply.js';

/** What log-probabilities along a reply say about the options. */
export interface OptionWeights {
  /** One probability an option, not normalised. */
  readonly weights: readonly number[];
  /** Sum of the weights. */
  readonly mass: number;
  /** Probability that went to beginnings which several options share, and that this reply did not follow up. */
  readonly unresolved: number;
}

/**
 * Probability of each option from the log-probabilities along one reply.
 *
 * A token counts for the option that it begins (or is), after spaces and an opening quote are taken off. Where it begins
 * several, and the reply took it, the next tokens tell them apart; where the reply took another, it stays unresolved.
 */
export function optionsFromTokens(options: readonly string[], tokens: readonly TokenPosition[]): OptionWeights {
  const weights = options.map(() => 0);
  let unresolved = 0;
  let said = '';
  let reached: number | undefined = 1;
  for (const position of tokens) {
    const before: number = reached;
    reached = undefined;
    for (const { token, logprob } of alternativesAt(position)) {
      const weight = before * Math.exp(logprob);
      const begun = optionsBegun(options, said + token);
      const [only] = begun;
      if (only !== undefined && isWordOfItsOwn(opening(said + token), options[only])) {
        // Followed where the reply took it; else it is more likely the word than the beginning of the option.
        if (token === position.token) reached = weight;
      } else if (only !== undefined && begun.length === 1) weights[only] = (weights[only] ?? 0) + weight;
      else if (begun.length > 1 && token === position.token) reached = weight;
      else if (begun.length > 1 && opening(said + token) !== '') unresolved += weight;
    }
    if (reached === undefined) break;
    said += position.token;
  }
  if (reached !== undefined && said !== '') {
    // The reply ended with what one option is and others begin with.
    const whole = options.findIndex((option) => bare(option) === opening(said).trim());
    if (whole >= 0) weights[whole] = (weights[whole] ?? 0) + reached;
    else if (opening(said) !== '') unresolved += reached;
  }
  return { weights, mass: Math.min(1, sum(weights)), unresolved };
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
