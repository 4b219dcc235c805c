/** Weights with the sum 1. */
export function normalised(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Probabilities to the power 1 / T, normalised; at T = 0 all of it on the largest, shared among equals.
 *
 * @param temperature 0 or more.
 */
export function atTemperature(probabilities: readonly number[], temperature: number): number[] {
  if (temperature === 1) return [...probabilities];
  const largest = Math.max(...probabilities);
  return normalised(
    probabilities.map((p) =>
      temperature === 0 ? Number(p === largest) : Math.exp((Math.log(p) - Math.log(largest)) / temperature),
    ),
  );
}
