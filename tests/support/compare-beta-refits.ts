import { expect, it } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Chance } from '../../src/spec/index.js';
import { fitBeta, glauberMind, majorityOpinion, type BetaFit, type ResponseCount } from 'mesocosm/scenarios';
import { glauber, SAMPLES_A_POINT } from './published-values.js';

const AGENTS = 50;

/**
 * Declares that betas are given back from answers of Glauber agents, as many at each majority as were published, and that the
 * 95 % interval holds the true one as often as it says.
 */
export function compareBetaRefits(refits: number): void {
  const within = 3 * Math.sqrt((0.95 * 0.05) / refits);
  for (const { beta } of glauber) {
    it(`should hold beta ${beta} in its interval in 95 % of ${refits} refits`, () => {
      const chances = chancesFrom('refits of beta');
      const fits = Array.from({ length: refits }, (_, refit) => fitBeta(sampled(beta, chances(beta, refit))));
      const covered = fits.filter(({ low, high }) => low <= beta && beta <= high).length / refits;
      const { mean, error } = spreadOf(fits);

      expect(Math.abs(covered - 0.95)).toBeLessThan(within);
      expect(Math.abs(mean - beta)).toBeLessThan(4 * error + 0.01 * beta);
    });
  }
}

/** How Glauber agents answer, asked at each number of others. */
function sampled(beta: number, chance: Chance): readonly ResponseCount[] {
  const points = majorityOpinion({ agents: AGENTS }).situations.ladder?.points ?? [];
  const mind = glauberMind(beta);
  return points.map(({ x, situation }) => {
    const judged = mind.judge(situation, { agent: 'agent-1', occasion: 0, stream: '' });
    if (!('kind' in judged) || judged.kind !== 'distribution') throw new Error('no distribution');
    const [p = NaN] = judged.probabilities;
    let first = 0;
    for (let asked = 0; asked < SAMPLES_A_POINT; asked += 1) first += Number(chance.uniform() < p);
    return { m: (2 * x) / (AGENTS - 1) - 1, asked: SAMPLES_A_POINT, first };
  });
}

function spreadOf(fits: readonly BetaFit[]): { readonly mean: number; readonly error: number } {
  const mean = fits.reduce((sum, { beta }) => sum + beta, 0) / fits.length;
  const variance = fits.reduce((sum, { beta }) => sum + (beta - mean) ** 2, 0) / (fits.length - 1);
  return { mean, error: Math.sqrt(variance / fits.length) };
}
