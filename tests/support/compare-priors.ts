import { expect, it } from 'vitest';
import { summariseOutcome } from '../../src/analysis/theory/summarise-outcome.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Chance, OutcomeSummary, Scenario } from '../../src/spec/index.js';
import { namingGame } from 'mesocosm/scenarios';
import { runRecord } from './run-records.js';
import { expectShare, holds, shareOf } from './simulated-studies.js';

const scenario: Scenario = namingGame({ agents: 4 });
const AGENTS = 24;

/** Known priors of minds that differ, around a mean that is known. */
const knownPriors = (mean: number, spread: number): readonly number[] =>
  Array.from({ length: AGENTS }, (_, at) => mean + spread * ((2 * at + 1) / AGENTS - 1));

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How often somebody with a known prior takes the first option. */
function counted(chance: Chance, prior: number, samples: number): number {
  let first = 0;
  for (let sample = 0; sample < samples; sample += 1) first += Number(chance.uniform() < prior);
  return first / samples;
}

interface Asked {
  readonly priors: readonly number[];
  /** Absent where the mind tells the probability itself. */
  readonly samples?: number;
}

/** The summary of a study of these minds, of whose 40 runs so many of 40 are won by the first option. */
function studied(chance: Chance, { priors, samples }: Asked, won: number): OutcomeSummary {
  const found = priors.map((prior) => (samples === undefined ? prior : counted(chance, prior, samples)));
  const free = found.map((first) => [first, 1 - first]);
  return summariseOutcome({
    outcome: { name: 'winner', title: 'name that wins', kind: 'choice', columns: ['winner_Q', 'winner_M'] },
    scenario,
    interacting: Array.from({ length: 40 }, (_, seed) => {
      const win = Number(seed < won);
      return runRecord({ seed, values: { winner_Q: win, winner_M: 1 - win } });
    }),
    isolated: null,
    priors: free,
    free,
    ...(samples === undefined ? {} : { samples: free.map(() => samples) }),
    chances: chancesFrom('priors'),
  });
}

const ends = ({ low, high }: OutcomeSummary['prior']) => (low === null || high === null ? null : { low, high });

/** Priors that are known come back from what minds say, exactly or counted from samples. */
export function comparePriors(simulations: number): void {
  it.each([
    { mean: 0.6, spread: 0.05, samples: 20 },
    { mean: 0.6, spread: 0.35, samples: 20 },
    { mean: 0.85, spread: 0.1, samples: 10 },
    { mean: 0.6, spread: 0.2, samples: 5 },
  ])(
    'should hold a prior of $mean (minds differ by ± $spread) counted from $samples samples as often as it says',
    ({ mean, spread, samples }) => {
      const priors = knownPriors(mean, spread);
      const share = shareOf(simulations, (chance) => holds(ends(studied(chance, { priors, samples }, 24).prior), mean));

      expectShare(share, 0.95, simulations);
    },
  );

  it('should carry the error of counting into the contrast with what the meeting came to', () => {
    const priors = knownPriors(0.6, 0.2);
    const share = shareOf(simulations, (chance) => {
      const runs = counted(chance, 0.75, 40) * 40;
      return holds(ends(studied(chance, { priors, samples: 5 }, runs).againstPrior), 0.75 - 0.6);
    });

    expectShare(share, 0.95, simulations);
  });

  it('should be the prior itself where minds tell it exactly', () => {
    const priors = knownPriors(0.6, 0.2);
    const { prior } = studied(chancesFrom('exact')('none'), { priors }, 24);

    expect(prior.value).toBeCloseTo(meanOf(priors), 12);
    expect([prior.low, prior.high]).toEqual([prior.value, prior.value]);
  });
}
