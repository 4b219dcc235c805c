import { meanOf } from './distances.js';

/**
 * Spread of probabilities: four times their population variance, 0 where all are equal, 1 where half are 0 and half 1.
 */
export function spreadOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return 4 * meanOf(values.map((value) => (value - mean) ** 2));
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
  const mean = meanOf(values);
  const moment = (power: number): number => meanOf(values.map((value) => (value - mean) ** power));
  const variance = moment(2);
  if (variance < 1e-12) return undefined;
  const skewness = (moment(3) / variance ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2));
  const excess = moment(4) / variance ** 2 - 3;
  const kurtosis = ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6);
  return (skewness ** 2 + 1) / (kurtosis + (3 * (n - 1) ** 2) / ((n - 2) * (n - 3)));
}
