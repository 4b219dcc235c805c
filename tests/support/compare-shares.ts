import { it } from 'vitest';
import { varianceShares } from '../../src/analysis/theory/variance-shares.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Chance } from '../../src/spec/index.js';
import {
  drawnEffects,
  populationShares,
  realisedShares,
  simulatedOutcomes,
  type SimulatedShares,
} from './simulated-shares.js';
import { expectShare, holds, shareOf } from './simulated-studies.js';

const people = (chance: Chance, of: SimulatedShares) => {
  const effects = drawnEffects(of, chance);
  return { effects, outcomes: simulatedOutcomes(of, effects, chance) };
};

const SHARED: SimulatedShares = {
  persons: 14,
  situations: 8,
  runs: 4,
  person: 0.8,
  situation: 0.7,
  interaction: 0.6,
  run: 0.5,
  residual: 1,
};

/** Shares of variance of simulated populations come back, with intervals that hold as often as they say. */
export function compareShares(simulations: number): void {
  it('should give back the shares of person, situation and both, over populations and over runs', () => {
    const populations = populationShares(SHARED);
    const [beyond, runs] = [populations.map(() => 0), populations.map(() => 0)];
    shareOf(simulations, (chance, simulation) => {
      const { effects, outcomes } = people(chance, SHARED);
      const realised = realisedShares(SHARED, effects);
      const found = varianceShares(outcomes, { chance: chancesFrom(simulation)('draws') });
      if (found.kind === 'refused') throw new Error(found.reason);
      found.terms.forEach(({ overPopulations, overRuns }, at) => {
        beyond[at] = (beyond[at] as number) + holds(overPopulations, populations[at] as number);
        runs[at] = (runs[at] as number) + holds(overRuns, realised[at] as number);
      });
      return 0;
    });

    for (const count of beyond) expectShare(count / simulations, 0.95, simulations);
    for (const count of runs) expectShare(count / simulations, 0.95, simulations);
  });
}
