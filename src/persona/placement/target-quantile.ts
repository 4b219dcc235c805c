import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { userError } from '../../foundation/errors/index.js';
import { TargetDensity } from '../../spec/index.js';
import { betaQuantile } from './_internals/beta-quantile.js';

/** Inverse of the cumulative distribution: from a share of people in [0, 1] to the position below which they stand. */
export type Quantile = (share: number) => number;

/**
 * The inverse CDF of a target density on [0, 1].
 *
 * @throws MesocosmError (usage) where the density is none: parameters out of bounds, or a normal one with no mass there.
 */
export function targetQuantile(density: TargetDensity): Quantile {
  const checked = TargetDensity.safeParse(density);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw userError({
      kind: 'usage',
      what: `the density ${JSON.stringify(density)} is none: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
      expected: 'beta with a, b > 0; normal with a mean and an sd > 0; or a table of weights of at least 0',
    });
  }
  switch (density.kind) {
    case 'beta':
      return (share) => betaQuantile(share, density.a, density.b);
    case 'normal':
      return truncatedNormal(density.mean, density.sd);
    case 'table':
      return table(density.weights);
  }
}

function truncatedNormal(mean: number, sd: number): Quantile {
  const from = normalShare(-mean / sd);
  const to = normalShare((1 - mean) / sd);
  if (!(to - from > 1e-12)) {
    throw userError({
      kind: 'usage',
      what: `a normal density with mean ${mean} and sd ${sd} has next to nothing between 0 and 1`,
      remedy: 'move the mean towards the axis or widen the sd',
    });
  }
  return (share) => {
    // The ends are exact; rounding must not push anybody beyond them.
    if (share <= 0) return 0;
    if (share >= 1) return 1;
    return clamp(mean + sd * normalQuantile(from + share * (to - from), 0, 1));
  };
}

/** Cumulative normal distribution, as the inverse of its quantile. */
function normalShare(z: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (normalQuantile(middle, 0, 1) < z) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function table(weights: readonly number[]): Quantile {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (share) => {
    let before = 0;
    let last = 0;
    for (const [part, weight] of weights.entries()) {
      if (weight === 0) continue;
      const wanted = share * total - before;
      if (wanted < weight) return (part + Math.max(0, wanted) / weight) / weights.length;
      before += weight;
      last = part + 1;
    }
    return last / weights.length;
  };
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
