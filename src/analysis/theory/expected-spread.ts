import type { Chance } from '../../spec/index.js';

/** Draws of the whole population that the expectation is a mean of. */
const DRAWS = 4000;

/**
 * Expected standard deviation (n - 1) of positions when each agent draws once from its own prior: the mean over 4,000 keyed draws
 * of the population, with a relative error of about 1 / (DRAWS n)^½.
 *
 * @param priors One distribution over the positions an agent.
 * @returns 0 of fewer than two agents.
 */
export function expectedSpread(
  priors: readonly (readonly number[])[],
  positions: readonly number[],
  chance: Chance,
): number {
  if (priors.length < 2) return 0;
  let sum = 0;
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const drawn = priors.map((prior) => positions[chance.draw(prior)] ?? 0);
    const mean = drawn.reduce((total, one) => total + one, 0) / drawn.length;
    sum += Math.sqrt(drawn.reduce((total, one) => total + (one - mean) ** 2, 0) / (drawn.length - 1));
  }
  return sum / DRAWS;
}

/** The largest standard deviation (n - 1) of n agents on a scale: half of them at each end, or one more. */
export function largestSpread(agents: number, positions: readonly number[]): number {
  if (agents < 2) return 0;
  const width = Math.max(...positions) - Math.min(...positions);
  const low = Math.floor(agents / 2);
  return width * Math.sqrt((low * (agents - low)) / (agents * (agents - 1)));
}
