import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { mean, variance } from './descriptive.js';
import type { Interval } from './intervals.js';

/** A difference of means in units of the spread within groups, with its interval. */
export interface StandardisedDifference {
  /** Mean of the first group minus that of the second, in the units of the values. */
  readonly difference: number;
  /** Pooled standard deviation within the groups, in the units of the values. */
  readonly spread: number;
  /** Hedges' g. */
  readonly effect: number;
  readonly interval: Interval;
}

/**
 * Difference of two groups in units of their pooled spread: Hedges' g, which is Cohen's d without its bias in small
 * groups, with the large-sample interval `g ± z √((n + m) / (n m) + g² / (2 (n + m)))` (Hedges, Olkin 1985, Statistical
 * methods for meta-analysis, chapter 5). The values within a group are what varies.
 *
 * @param options.leastSpread A smaller spread counts as this, in the units of the values: who repeats himself has no
 *   infinite effect. Default 0, with which equal groups without spread have the effect 0.
 * @param options.level Default .95.
 */
export function standardisedDifference(
  a: readonly number[],
  b: readonly number[],
  options: { readonly leastSpread?: number; readonly level?: number } = {},
): StandardisedDifference {
  const { leastSpread = 0, level = 0.95 } = options;
  const [n, m] = [a.length, b.length];
  const freedom = n + m - 2;
  const spread = Math.sqrt(((n - 1) * variance(a) + (m - 1) * variance(b)) / freedom);
  const difference = mean(a) - mean(b);
  const effect = difference === 0 ? 0 : (1 - 3 / (4 * freedom - 1)) * (difference / Math.max(spread, leastSpread));
  const half = normalQuantile(0.5 + level / 2, 0, 1) * Math.sqrt((n + m) / (n * m) + effect ** 2 / (2 * (n + m)));
  return { difference, spread, effect, interval: { low: effect - half, high: effect + half } };
}
