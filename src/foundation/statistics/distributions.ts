import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { continuedFraction } from './_internals/continued-fraction.js';
import { logGamma } from './_internals/log-gamma.js';
import { solveIncreasing } from './_internals/solve-increasing.js';

/**
 * Probability of a beta variable below x: the regularised incomplete beta function, by its continued fraction.
 *
 * @param x From 0 to 1.
 * @param a Positive, like b.
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  const fraction = continuedFraction((n) => {
    if (n === 0) return [0, 1];
    const m = Math.floor(n / 2);
    const numerator = n % 2 === 0 ? m * (b - m) : -(a + m) * (a + b + m);
    return [(numerator * x) / ((a + n - 1) * (a + n)), 1];
  });
  return Math.min(1, front * fraction);
}

/** The x below which a beta variable lies with the probability given, from 0 to 1. */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b);
  return solveIncreasing(
    (x) => [betaCdf(x, a, b) - probability, Math.exp(scale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x))],
    { low: 0, high: 1, start: a / (a + b) },
  );
}

/** Probability of Student's t (Student 1908, Biometrika 6:1) below a value. @param freedom Positive; may be a fraction. */
export function tCdf(value: number, freedom: number): number {
  if (freedom === Infinity) return normalCdf(value);
  const beyond = betaCdf(freedom / (freedom + value * value), freedom / 2, 0.5) / 2;
  return value > 0 ? 1 - beyond : beyond;
}

/** The value below which Student's t lies with the probability given. @param freedom Positive; may be a fraction. */
export function tQuantile(probability: number, freedom: number): number {
  if (freedom === Infinity) return normalQuantile(probability, 0, 1);
  if (probability < 0.5) return -tQuantile(1 - probability, freedom);
  const beyond = 2 * (1 - probability);
  // Whichever share is the smaller is found to more digits.
  if (beyond > 0.5) {
    const share = betaQuantile(1 - beyond, 0.5, freedom / 2);
    return Math.sqrt((freedom * share) / (1 - share));
  }
  const share = betaQuantile(beyond, freedom / 2, 0.5);
  return Math.sqrt((freedom * (1 - share)) / share);
}

/** Probability that a standard normal variable lies below a value. */
export function normalCdf(value: number): number {
  const beyond = gammaTail((value * value) / 2, 0.5) / 2;
  return value > 0 ? 1 - beyond : beyond;
}

/** Probability of a chi-squared variable above a value. @param freedom Positive. */
export function chiSquareTail(value: number, freedom: number): number {
  return gammaTail(value / 2, freedom / 2);
}

/** Probability of a gamma variable of unit scale above x: its series below the mean, its continued fraction above. */
function gammaTail(x: number, shape: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x >= shape + 1) {
    return front * continuedFraction((n) => [n * (shape - n), x + 2 * n + 1 - shape]);
  }
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return 1 - front * sum;
}
