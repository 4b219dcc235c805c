/** The beta that was measured in populations of N agents. */
export interface MeasuredBeta {
  readonly agents: number;
  readonly beta: number;
}

/** The largest population that coordinates fully, or on which side of the measured sizes it lies. */
export type CriticalSize =
  | { readonly status: 'found'; readonly agents: number }
  | { readonly status: 'censored'; readonly side: 'below' | 'above'; readonly agents: number };

/**
 * The beta beyond which N agents with the majority-force rule all come to agree: ½ ln N. At that beta an agent that sees all
 * the others agree departs from them with probability of about 1 / N, so that N agents stay together for about a sweep.
 *
 * Source: De Marzo, Castellano, Garcia 2026, Science Advances 12(33), eaea6091 (arXiv 2409.02822).
 *
 * @param agents N, at least 1.
 */
export function coordinationBeta(agents: number): number {
  return Math.log(agents) / 2;
}

/**
 * The size at which beta(N) falls to ½ ln N, and so the largest population that coordinates fully (De Marzo, Castellano, Garcia
 * 2026). Between measured sizes beta is taken as linear in ln N. Where beta was measured at one size alone it is taken as the
 * same at all of them, so that the size is exp(2 beta).
 *
 * @param measured At least one, each size once, in any order.
 * @returns `censored` where beta stays above ½ ln N up to the largest measured size (`above`), or is not above it even at the
 *   smallest (`below`).
 * @throws RangeError where nothing was measured, or a size is there twice or smaller than 2.
 * @example criticalSize([{ agents: 50, beta: 5.5 }, { agents: 1000, beta: 3.38 }]) // found, about 941
 */
export function criticalSize(measured: readonly MeasuredBeta[]): CriticalSize {
  const points = [...measured].sort((one, other) => one.agents - other.agents);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('no beta was measured at any size');
  if (first.agents < 2) throw new RangeError(`a population of ${first.agents} has no majority`);
  const twice = points.find(({ agents }, at) => points[at + 1]?.agents === agents);
  if (twice !== undefined) throw new RangeError(`beta was measured twice at ${twice.agents} agents`);
  if (points.length === 1) return { status: 'found', agents: Math.exp(2 * first.beta) };
  if (excess(first) <= 0) return { status: 'censored', side: 'below', agents: first.agents };
  const at = points.findIndex((point) => excess(point) <= 0);
  if (at < 0) return { status: 'censored', side: 'above', agents: last.agents };
  const [before, after] = [points[at - 1] as MeasuredBeta, points[at] as MeasuredBeta];
  const part = excess(before) / (excess(before) - excess(after));
  return { status: 'found', agents: Math.exp((1 - part) * Math.log(before.agents) + part * Math.log(after.agents)) };
}

/** How far beta is above what full coordination takes; linear in ln N where beta is. */
function excess({ agents, beta }: MeasuredBeta): number {
  return beta - coordinationBeta(agents);
}
