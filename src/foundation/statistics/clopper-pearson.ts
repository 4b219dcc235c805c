import { betaQuantile } from './distributions.js';
import type { Interval } from './intervals.js';

/**
 * Interval of a share that holds the truth at least as often as its level says, whatever the truth is (Clopper and Pearson
 * 1934, Biometrika 26:404), by quantiles of the beta distribution. Wider than Wilson's, which holds it so often on average.
 *
 * @param successes From 0 to n.
 * @param n Number of runs, positive.
 * @param level Default .95.
 */
export function clopperPearson(successes: number, n: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    high: successes === n ? 1 : betaQuantile(1 - tail, successes + 1, n - successes),
  };
}
