import { mean } from '../../foundation/statistics/index.js';

/** Values that spread less than this, in parts of the largest, differ by rounding alone. */
const ROUNDING = 1e-12;

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
 * Source: Pfister, Schwarz, Janczyk, Dale, Freeman 2013, DOI 10.3389/fpsyg.2013.00700, the formula of its first page, with both
 * moments corrected for the bias of a sample. It has no unit: values in any unit have the same.
 *
 * @returns `undefined` for fewer than four values, or where all are equal but for rounding.
 */
export function bimodality(values: readonly number[]): number | undefined {
  const n = values.length;
  if (n < 4) return undefined;
  const centre = mean(values);
  const spread = Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
  if (!(spread > ROUNDING * Math.max(...values.map(Math.abs)))) return undefined;
  const moment = (power: number): number => mean(values.map((value) => ((value - centre) / spread) ** power));
  const skewness = moment(3) * (Math.sqrt(n * (n - 1)) / (n - 2));
  const kurtosis = ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (moment(4) - 3) + 6);
  return (skewness ** 2 + 1) / (kurtosis + (3 * (n - 1) ** 2) / ((n - 2) * (n - 3)));
}
