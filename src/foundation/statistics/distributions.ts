import betainc from '@stdlib/math-base-special-betainc';
import betaincinv from '@stdlib/math-base-special-betaincinv';
import gammainc from '@stdlib/math-base-special-gammainc';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import studentCdf from '@stdlib/stats-base-dists-t-cdf';
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';

/**
 * Probability of a beta variable below x: the regularised incomplete beta function.
 *
 * @param x From 0 to 1; what lies outside has probability 0 below 0 and 1 above 1.
 * @param a Positive, like b.
 */
export function betaCdf(x: number, a: number, b: number): number {
  return betainc(Math.min(1, Math.max(0, x)), a, b);
}

/** The x below which a beta variable lies with the probability given, from 0 to 1. */
export function betaQuantile(probability: number, a: number, b: number): number {
  return betaincinv(Math.min(1, Math.max(0, probability)), a, b);
}

/** Probability of Student's t (Student 1908, Biometrika 6:1) below a value. @param freedom Positive; may be a fraction. */
export function tCdf(value: number, freedom: number): number {
  return freedom === Infinity ? normalCdf(value) : studentCdf(value, freedom);
}

/** The value below which Student's t lies with the probability given. @param freedom Positive; may be a fraction. */
export function tQuantile(probability: number, freedom: number): number {
  return freedom === Infinity ? normalQuantile(probability, 0, 1) : studentQuantile(probability, freedom);
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

/** Probability of a gamma variable of unit scale above x. */
function gammaTail(x: number, shape: number): number {
  if (x === Infinity) return 0;
  return x <= 0 ? 1 : gammainc(x, shape, true, true);
}
