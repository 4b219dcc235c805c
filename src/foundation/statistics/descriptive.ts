/** Arithmetic mean. `NaN` of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance, divided by n − 1; 0 of fewer than two values. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

/** Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). `NaN` of nothing. */
export function quantile(values: readonly number[], probability: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return quantileOfSorted(sorted, probability);
}

/** The same of values that are in increasing order. */
export function quantileOfSorted(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) return NaN;
  const at = (sorted.length - 1) * probability;
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (at - below);
}

/** The middle value, or the mean of the two in the middle. `NaN` of nothing. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * Gini coefficient: half the mean absolute difference of all pairs, the same twice included, over the mean; 0 where all are
 * equal, 1 − 1/n where one has all. Their sum must be positive.
 */
export function gini(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const n = sorted.length;
  const sum = sorted.reduce((total, value) => total + value, 0);
  const ranked = sorted.reduce((total, value, place) => total + (place + 1) * value, 0);
  return (2 * ranked) / (n * sum) - (n + 1) / n;
}
