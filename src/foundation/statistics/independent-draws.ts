import type { Chance } from '../../spec/index.js';

/**
 * Distribution of the number of successes of independent draws with different probabilities (Poisson-binomial; Wang 1993,
 * Statistica Sinica 3:295), by convolution: the mass of 0, 1, … n successes. Of no draw, `[1]`.
 */
export function poissonBinomial(probabilities: readonly number[]): number[] {
  let mass = [1];
  for (const p of probabilities) {
    const next = new Array<number>(mass.length + 1).fill(0);
    mass.forEach((weight, count) => {
      next[count] = (next[count] as number) + weight * (1 - p);
      next[count + 1] = (next[count + 1] as number) + weight * p;
    });
    mass = next;
  }
  return mass;
}

/**
 * E|m| of independent draws between two options, where m = (n₁ − n₂) / N: what order chance alone shows. `NaN` of nobody.
 *
 * @param probabilities Of the first option, one an agent.
 */
export function expectedAbsoluteOrder(probabilities: readonly number[]): number {
  const n = probabilities.length;
  return poissonBinomial(probabilities).reduce((sum, weight, count) => sum + weight * Math.abs((2 * count) / n - 1), 0);
}

/**
 * How often each option is what most agents chose when everybody draws from an own distribution; ties are shared.
 * Exact for two options; for more, drawn `draws` times from the stream.
 */
export function winShares(
  distributions: readonly (readonly number[])[],
  how: { readonly chance: Chance; readonly draws?: number },
): number[] {
  const options = distributions[0]?.length ?? 0;
  if (options === 2) {
    const mass = poissonBinomial(distributions.map(([p = 0]) => p));
    const half = distributions.length / 2;
    const first = mass.reduce((sum, weight, count) => sum + weight * (count > half ? 1 : count === half ? 0.5 : 0), 0);
    return [first, 1 - first];
  }
  const { chance, draws = 20_000 } = how;
  const wins = new Array<number>(options).fill(0);
  for (let draw = 0; draw < draws; draw += 1) {
    const counts = new Array<number>(options).fill(0);
    for (const distribution of distributions) {
      const chosen = chance.draw(distribution);
      counts[chosen] = (counts[chosen] as number) + 1;
    }
    const most = Math.max(...counts);
    const winners = counts.filter((count) => count === most).length;
    counts.forEach((count, option) => {
      if (count === most) wins[option] = (wins[option] as number) + 1 / winners;
    });
  }
  return wins.map((won) => won / draws);
}

/** Log-odds of a share with half a success and half a failure added (Jeffreys' prior), so that 40 of 40 is not infinite. */
export function smoothedLogit(successes: number, n: number): number {
  return Math.log((successes + 0.5) / (n - successes + 0.5));
}
