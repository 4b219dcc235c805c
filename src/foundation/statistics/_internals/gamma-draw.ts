import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Chance } from '../../../spec/index.js';

/**
 * A gamma variable of unit scale (Marsaglia and Tsang 2000, ACM Transactions on Mathematical Software 26:363).
 *
 * @param shape Positive.
 */
export function gammaDraw(shape: number, chance: Chance): number {
  if (shape < 1) return gammaDraw(shape + 1, chance) * open(chance) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normalQuantile(open(chance), 0, 1);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(open(chance)) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Uniform above 0 and below 1. */
function open(chance: Chance): number {
  return chance.uniform() + 2 ** -33;
}
