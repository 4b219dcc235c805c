/** One alternative for the first token of a reply. */
export interface TokenLogProbability {
  readonly token: string;
  readonly logprob: number;
}

/**
 * Probability of each option from the most likely first tokens of a reply. A token counts for an option that it begins
 * (or is), after spaces and an opening quote are taken off; a token that begins several options counts for none.
 *
 * @returns One probability an option and their sum; `undefined` where no token tells the options apart.
 */
export function optionsFromTokens(
  options: readonly string[],
  tokens: readonly TokenLogProbability[],
): { readonly probabilities: readonly number[]; readonly mass: number } | undefined {
  const weights = options.map(() => 0);
  for (const { token, logprob } of tokens) {
    const start = token.replace(/^[\s"'`([*]+/, '');
    if (start === '') continue;
    const begun = options.flatMap((option, index) =>
      option.trim().toLowerCase().startsWith(start.toLowerCase()) || startsWithOption(start, option) ? [index] : [],
    );
    const [only] = begun;
    if (begun.length === 1 && only !== undefined) weights[only] = (weights[only] ?? 0) + Math.exp(logprob);
  }
  const mass = weights.reduce((sum, weight) => sum + weight, 0);
  if (mass <= 0) return undefined;
  return { probabilities: weights.map((weight) => weight / mass), mass: Math.min(1, mass) };
}

/**
 * The option that a reply takes: the one it begins with, quotes and brackets aside; else the only one that occurs in it
 * as a word. `undefined` where it takes none, or several.
 */
export function optionInReply(options: readonly string[], reply: string): number | undefined {
  const start = reply.trim().replace(/^[\s"'`([*]+/, '');
  const begun = options.flatMap((option, index) => (startsWithOption(start, option) ? [index] : []));
  if (begun.length === 1) return begun[0];
  const named = options.flatMap((option, index) => (occurs(reply, option) ? [index] : []));
  return named.length === 1 ? named[0] : undefined;
}

function startsWithOption(text: string, option: string): boolean {
  const wanted = option.trim().toLowerCase();
  const given = text.toLowerCase();
  return given.startsWith(wanted) && !/[\p{L}\p{N}]/u.test(given.charAt(wanted.length));
}

function occurs(text: string, option: string): boolean {
  const escaped = option.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(text);
}
