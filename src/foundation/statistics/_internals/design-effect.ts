import type { LevelOfRuns, LogisticCrossing } from '../logistic-crossing.js';

/**
 * How many times larger the variance of the crossing of a logistic curve is where runs come in clusters than where all are
 * independent: a sum of squares over clusters in place of one over runs (Liang and Zeger 1986), times G / (G - 1).
 *
 * @param clusters The runs of `levels`, by cluster; at least two.
 */
export function designEffect(
  levels: readonly LevelOfRuns[],
  { intercept, slope, value }: Pick<LogisticCrossing, 'intercept' | 'slope' | 'value'>,
  clusters: readonly (readonly LevelOfRuns[])[],
): number {
  const shareAt = (x: number): number => 1 / (1 + Math.exp(-intercept - slope * x));
  // Fisher's information of the log-odds at the crossing and of the slope.
  let [s0, s1, s2] = [0, 0, 0];
  for (const { x, runs } of levels) {
    const weight = runs * shareAt(x) * (1 - shareAt(x));
    s0 += weight;
    s1 += weight * (x - value);
    s2 += weight * (x - value) ** 2;
  }
  const determinant = s0 * s2 - s1 ** 2;
  let squares = 0;
  for (const cluster of clusters) {
    let [pull, turn] = [0, 0];
    for (const { x, happened, runs } of cluster) {
      const beyond = happened - runs * shareAt(x);
      pull += beyond;
      turn += beyond * (x - value);
    }
    squares += ((s2 * pull - s1 * turn) / determinant) ** 2;
  }
  const robust = (clusters.length / (clusters.length - 1)) * squares;
  return robust / (s2 / determinant);
}
