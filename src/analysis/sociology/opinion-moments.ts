import { mean, variance } from '../../foundation/statistics/index.js';

/** Where a group stands, and how far its members are apart. */
export interface OpinionMoments {
  readonly n: number;
  /** Mean opinion, in units of the opinions; `null` of nobody. */
  readonly bias: number | null;
  /** Standard deviation with n − 1, in units of the opinions; `null` of fewer than two. */
  readonly diversity: number | null;
}

/**
 * Bias and diversity of opinions: their mean and their standard deviation.
 *
 * Source: Chuang et al. 2024, arXiv 2311.09618, measures B and D. The source starts ten agents with two at each of −2, −1, 0, 1
 * and 2 and calls their diversity 1.49: that is the deviation divided by n − 1, and by n it would be 1.41.
 *
 * @param opinions One value of each agent at one moment of one run; over runs each run gives one value.
 */
export function opinionMoments(opinions: readonly number[]): OpinionMoments {
  const n = opinions.length;
  return {
    n,
    bias: n === 0 ? null : mean(opinions),
    diversity: n < 2 ? null : Math.sqrt(variance(opinions)),
  };
}
