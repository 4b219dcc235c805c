import { describe, it } from 'vitest';
import { majorityOpinion, namingGame, type MajorityOpinionInput, type NamingGameInput } from 'mesocosm/scenarios';
import { scenarioChecks } from '../../src/testing/scenario-kit.js';

/** Small and short: each setting is run some twenty times an arm. */
const naming: readonly NamingGameInput[] = [
  { agents: 8, horizon: 120 },
  { agents: 6, horizon: 90, names: ['Ada', 'Bo', 'Cy'], memory: 2, stopRule: false },
  { agents: 7, horizon: 80, memory: 0 },
  { agents: 8, horizon: 90, memory: 1, network: 'ring', degree: 2 },
  { agents: 9, horizon: 80, network: 'small-world', rewiring: 0.4 },
  { agents: 9, horizon: 80, network: 'scale-free', degree: 2 },
  { agents: 9, horizon: 80, network: 'erdos-renyi', edgeProbability: 0.3 },
  { agents: 8, horizon: 80, network: 'regular', degree: 4 },
  { agents: 8, horizon: 100, committed: 3, incumbent: 'M', stopRule: false, checkpoints: [40, 100, 400] },
  { agents: 2, horizon: 30, memory: 3 },
];

const majority: readonly MajorityOpinionInput[] = [
  { agents: 7, sweeps: 10 },
  { agents: 2, sweeps: 10 },
  { agents: 9, sweeps: 12, neighbours: 3 },
  { agents: 8, sweeps: 10, labelling: 'fixed', temperature: 1 },
  { agents: 9, sweeps: 11, committed: 2 },
  { agents: 6, sweeps: 10, neighbours: 2, committed: 1, start: 0.5, labels: ['yes', 'no'] },
  { agents: 7, sweeps: 10, presentation: 'live' },
];

for (const parameters of naming) {
  describe(`the naming game with ${JSON.stringify(parameters)}`, () => {
    for (const { name, check } of scenarioChecks({ create: () => namingGame(parameters) })) it(`should ${name}`, check);
  });
}

for (const parameters of majority) {
  describe(`majority opinion with ${JSON.stringify(parameters)}`, () => {
    const checks = scenarioChecks({ create: () => majorityOpinion(parameters) });
    for (const { name, check } of checks) it(`should ${name}`, check);
  });
}
