/** Answers at one point of a response: of `asked` agents that saw the majority m, from -1 to 1, `first` took the first option. */
export interface ResponseCount {
  readonly m: number;
  readonly asked: number;
  readonly first: number;
}

/** A fitted beta, with what says how far the curve is the right one. */
export interface BetaFit {
  readonly beta: number;
  /** Ends of the 95 % interval; they stop at {@link MOST_BETA} and its negative. */
  readonly low: number;
  readonly high: number;
  /** Twice the log-likelihood that a curve through every point has more: about `degrees` where the curve is the right one. */
  readonly deviance: number;
  /** Points with answers, less one. */
  readonly degrees: number;
  /** Largest distance of an observed share from the curve, and at which m. */
  readonly largest: { readonly distance: number; readonly m: number };
}

/** Beyond it answers are the majority's at every point that can occur, and no data tell two values apart. */
export const MOST_BETA = 50;
/** The .95 quantile of chi-square with one degree of freedom. */
const WITHIN = 3.841458820694124;

/**
 * Fits P(m) = (1 + tanh(beta m)) / 2 to counted answers by maximum likelihood, with the interval of the betas that a
 * likelihood-ratio test does not refuse. The likelihood of the answers is binomial and concave in beta.
 *
 * Source of the curve: De Marzo, Castellano, Garcia 2026, Science Advances 12(33), eaea6091 (arXiv 2409.02822).
 *
 * @param counts At least one with m other than 0 and somebody asked: at m = 0 every beta says one half.
 * @throws RangeError where no count tells anything of beta, or one is impossible.
 * @example fitBeta([{ m: -0.5, asked: 200, first: 40 }, { m: 0.5, asked: 200, first: 155 }]).beta // 1.31
 */
export function fitBeta(counts: readonly ResponseCount[]): BetaFit {
  const impossible = counts.find(({ m, asked, first }) => !(Math.abs(m) <= 1 && first >= 0 && first <= asked));
  if (impossible !== undefined) throw new RangeError(`no such count: ${JSON.stringify(impossible)}`);
  const told = counts.filter(({ asked }) => asked > 0);
  if (told.every(({ m }) => m === 0)) throw new RangeError('nobody was asked where a majority could be seen');
  const beta = rootOf((at) => slopeAt(told, at), [-MOST_BETA, MOST_BETA]);
  const best = likelihood(told, beta);
  const beyond = (at: number): number => WITHIN - 2 * (best - likelihood(told, at));
  const gaps = told.map(({ m, asked, first }) => ({ m, distance: Math.abs(first / asked - response(beta, m)) }));
  return {
    beta,
    low: rootOf((at) => -beyond(at), [-MOST_BETA, beta]),
    high: rootOf(beyond, [beta, MOST_BETA]),
    deviance: 2 * (told.reduce((sum, { asked, first }) => sum + logChance(first, asked, first / asked), 0) - best),
    degrees: told.length - 1,
    largest: gaps.reduce((most, gap) => (gap.distance > most.distance ? gap : most)),
  };
}

/** Chance of the first option at a majority m. */
function response(beta: number, m: number): number {
  return 1 / (1 + Math.exp(-2 * beta * m));
}

function likelihood(counts: readonly ResponseCount[], beta: number): number {
  return counts.reduce((sum, { m, asked, first }) => {
    // log(1 + exp(x)) without overflow, for both options.
    const x = 2 * beta * m;
    const log = Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
    return sum + first * x - asked * log;
  }, 0);
}

function slopeAt(counts: readonly ResponseCount[], beta: number): number {
  return counts.reduce((sum, { m, asked, first }) => sum + 2 * m * (first - asked * response(beta, m)), 0);
}

function logChance(first: number, asked: number, share: number): number {
  const part = (count: number, chance: number): number => (count === 0 ? 0 : count * Math.log(chance));
  return part(first, share) + part(asked - first, 1 - share);
}

/** Where a falling function crosses 0, by bisection; the end that it does not come down to, or begins below. */
function rootOf(falling: (at: number) => number, [from, to]: readonly [number, number]): number {
  if (falling(to) >= 0) return to;
  if (falling(from) <= 0) return from;
  let [low, high] = [from, to];
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
