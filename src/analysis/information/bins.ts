import { quantile } from '../../foundation/statistics/index.js';

/**
 * Where numbers are cut into bins of about the same size: quantiles of all that are given (type 7 of Hyndman and Fan
 * 1996). Ties stay together, so bins may be uneven, and fewer than asked for; where the
 * highest value alone fills bins, it is one by itself.
 *
 * @param values Finite numbers, those of all runs that are compared, so that a bin means the same everywhere.
 * @param bins At least 1. Two bins are cut at the median.
 * @returns At most `bins − 1` cuts in increasing order; none where there are no values.
 */
export function quantileCuts(values: readonly number[], bins: number): number[] {
  if (values.length === 0) return [];
  const highest = quantile(values, 1);
  const lower = values.filter((value) => value < highest);
  if (lower.length === 0) return [];
  const second = quantile(lower, 1);
  // A cut at the highest value would leave nothing above it.
  const cuts = Array.from({ length: Math.max(0, bins - 1) }, (_, at) => quantile(values, (at + 1) / bins));
  return [...new Set(cuts.map((cut) => (cut < highest ? cut : second)))];
}

/** Number of the bin of a value, from 0: how many cuts lie below it. A value on a cut belongs to the bin under it. */
export function binOf(value: number, cuts: readonly number[]): number {
  let bin = 0;
  while (bin < cuts.length && value > (cuts[bin] as number)) bin += 1;
  return bin;
}
