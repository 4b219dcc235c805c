import { pearson } from './correlation.js';
import { mean, variance } from './descriptive.js';

/** What common random numbers gave in pairs of runs; see {@link varianceReduction}. */
export interface VarianceReduction {
  /** Variance that the difference of two runs with random numbers of their own would have: `Var X + Var Y`. */
  readonly independent: number;
  /** Variance of the difference within pairs: `Var(X − Y) = Var X + Var Y − 2 Cov(X, Y)`. */
  readonly paired: number;
  /**
   * The first over the second, at least 0: so many times as many runs would have to be made without pairing for a mean
   * difference that is as sure. Below 1 where pairing made it less sure; `null` where the pairs differ all alike.
   */
  readonly ratio: number | null;
  /** Share of the variance that pairing takes away, `2 Cov(X, Y) / (Var X + Var Y)`, from -1 to 1. */
  readonly share: number;
  /** Correlation within pairs; `null` where one side does not vary. */
  readonly correlation: number | null;
}

/**
 * How much surer a difference of means is made by pairs of runs that share their random numbers, against runs that do not,
 * from sample variances (divided by n − 1).
 *
 * With common random numbers `Var(X̄ − Ȳ) = (Var X + Var Y − 2 Cov(X, Y)) / n`, and without them the last term is missing
 * (Law, Kelton 2000, Simulation Modeling and Analysis, section 11.2). It is a gain where the covariance is positive. Where
 * both outcomes grow with every draw that guarantees it; elsewhere nothing does (Glasserman, Yao 1992, Management Science
 * 38:884): so it is measured here, not supposed. An estimate from few pairs is rough.
 *
 * @param pairs Finite values of two runs that share their seed.
 * @returns `null` for fewer than two pairs, or where nothing varies on either side.
 */
export function varianceReduction(pairs: readonly (readonly [number, number])[]): VarianceReduction | null {
  if (pairs.length < 2) return null;
  const [x, y] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  const independent = variance(x) + variance(y);
  // Differences too small to be squared are none.
  if ((!varies(x) && !varies(y)) || independent === 0) return null;
  const differences = pairs.map(([one, other]) => one - other);
  const paired = varies(differences) ? variance(differences) : 0;
  const share = Math.min(1, Math.max(-1, (2 * covariance(x, y)) / independent));
  return { independent, paired, ratio: paired === 0 ? null : independent / paired, share, correlation: pearson(x, y) };
}

function covariance(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [mean(x), mean(y)];
  const products = x.map((value, at) => (value - meanX) * ((y[at] as number) - meanY));
  return products.reduce((sum, value) => sum + value, 0) / (x.length - 1);
}

function varies(values: readonly number[]): boolean {
  return values.some((value) => value !== values[0]);
}
