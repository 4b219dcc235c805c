import { mean } from '../../foundation/statistics/index.js';

/**
 * Spread of probabilities: four times their population variance, 0 where all are equal, 1 where half are 0 and half 1.
 * `NaN` of nothing.
 */
export function opinionSpread(shares: readonly number[]): number {
  const centre = mean(shares);
  return 4 * mean(shares.map((value) => (value - centre) ** 2));
}

/**
 * The bimodality coefficient, (g1² + 1) / (g2 + 3 (n − 1)² / ((n − 2)(n − 3))), with g1 the skewness and g2 the excess
 * kurtosis, both corrected for the size of the sample. A uniform distribution has 5/9; more points to two camps.
 *
 * Source: Pfister, Schwarz, Janczyk, Dale, Freeman 2013, DOI 10.3389/fpsyg.2013.00700, equations 1 and 2.
 *
 * @returns `undefined` for fewer than four values, or where all are equal.
 */
export function bimodality(values: readonly number[]): number | undefined {
  const n = values.length;
  if (n < 4) return undefined;
  const centre = mean(values);
  const moment = (power: number): number => mean(values.map((value) => (value - centre) ** power));
  const variance = moment(2);
  if (variance < 1e-12) return undefined;
  const skewness = (moment(3) / variance ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2));
  const excess = moment(4) / variance ** 2 - 3;
  const kurtosis = ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6);
  return (skewness ** 2 + 1) / (kurtosis + (3 * (n - 1) ** 2) / ((n - 2) * (n - 3)));
}
