import { logGamma } from './log-gamma.js';

/** Abscissae and weights of Gauss and Legendre's rule with ten points, for one half. */
const RULE = [
  [0.1488743389816312, 0.2955242247147529],
  [0.4333953941292472, 0.2692667193099963],
  [0.6794095682990244, 0.219086362515982],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.0666713443086881],
] as const;

const PANELS = 60;

/**
 * Expectation of a function of the sample standard deviation of normal values with standard deviation 1: the integral over
 * the density of √(χ² / freedom).
 *
 * @param freedom Positive.
 * @param most Above this spread the function is 0.
 */
export function overSpread(freedom: number, value: (spread: number) => number, most = Infinity): number {
  const constant = Math.log(2) + (freedom / 2) * Math.log(freedom / 2) - logGamma(freedom / 2);
  const density = (spread: number): number =>
    Math.exp(constant + (freedom - 1) * Math.log(spread) - (freedom * spread * spread) / 2);
  // Beyond 12 standard deviations, each about 1 / √(2 freedom), nothing is left.
  const width = 12 / Math.sqrt(2 * freedom);
  const to = Math.min(1 + width, most);
  const from = Math.max(0, Math.min(1 - width, to));
  const half = (to - from) / (2 * PANELS);
  let sum = 0;
  for (let panel = 0; panel < PANELS; panel += 1) {
    const middle = from + (2 * panel + 1) * half;
    for (const [at, weight] of RULE) {
      for (const spread of [middle - half * at, middle + half * at]) sum += weight * density(spread) * value(spread);
    }
  }
  return sum * half;
}
